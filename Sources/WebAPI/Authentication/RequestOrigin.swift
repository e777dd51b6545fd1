import HTTPTypes
import Hummingbird
import OCPPJ

/// Where a request comes from: which machine, and which site in a browser.
struct RequestOrigin: Sendable {
    /// Whether a proxy in front of the server is believed about whom it speaks for.
    let trustsProxy: Bool

    /// The address of whoever asks. Behind a trusted proxy, the last entry of `X-Forwarded-For`: the one that the proxy itself
    /// wrote. Whatever stands before it came from the client.
    func address(of request: Request, _ context: APIRequestContext) -> String {
        guard trustsProxy, let last = request.headers[.forwardedFor]?.split(separator: ",").last else { return context.peer }
        let text = last.trimming { $0 == " " || $0 == "\t" }
        return text.isEmpty ? context.peer : String(text.prefix(64))
    }

    /// Refuses what a page of another site has a browser send.
    ///
    /// - Throws: `Problem` (`cross-site-request`).
    func requireSameSite(_ request: Request) throws(Problem) {
        guard let origin = request.headers[.origin] else { return }
        let host = (trustsProxy ? request.headers[.forwardedHost] : nil) ?? request.head.authority ?? ""
        guard let authority = Self.authority(of: origin), authority == host.lowercased() else {
            throw Problem(.crossSiteRequest, "The request comes from a page of another site (its Origin is not this server).")
        }
    }

    /// Host and port of an origin (RFC 6454, section 7); nil for `null` and for what is no web page.
    private static func authority(of origin: String) -> String? {
        let text = origin.lowercased()
        for scheme in ["http://", "https://"] where text.hasPrefix(scheme) { return String(text.dropFirst(scheme.count)) }
        return nil
    }
}

extension Substring {
    func trimming(_ isSpace: (Character) -> Bool) -> Substring {
        var text = drop(while: isSpace)
        while let last = text.last, isSpace(last) { text = text.dropLast() }
        return text
    }
}
