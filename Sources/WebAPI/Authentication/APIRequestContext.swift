package import CentralSystem
import Foundation
package import Hummingbird
import NIOCore

/// What is known of a request to the API besides the request itself.
package struct APIRequestContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address that the connection comes from, without its port; `unknown` when the connection is gone already.
    let peer: String
    /// Who asks; nil where nobody needs to say.
    var identification: Identification?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}

/// Who asks, and by what that was told.
package struct Identification: Sendable {
    package let principal: Principal
    /// The session and its key, when the request came with a cookie.
    package let session: (session: OperatorSession, key: String)?

    package init(_ principal: Principal) {
        self.principal = principal
        session = nil
    }

    package init(_ session: OperatorSession, key: String) {
        principal = session.principal
        self.session = (session, key)
    }
}
