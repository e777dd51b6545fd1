import Foundation
import OCPPJ

/// The cursors of lists as clients see them: opaque, so that nobody builds one by hand and we may change what is inside.
package enum Cursor {
    package static func encode(_ cursor: String) -> String {
        Data(cursor.utf8).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    /// - Throws: `Problem` (`invalid-request`) for what is no cursor.
    package static func decode(_ text: String) throws(Problem) -> String {
        var base64 = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64), !data.isEmpty, let cursor = String(bytes: data, encoding: .utf8) else {
            throw Problem(.invalidRequest, "cursor: does not come from a previous answer to the same request")
                .with("parameter", "cursor")
        }
        return cursor
    }
}
