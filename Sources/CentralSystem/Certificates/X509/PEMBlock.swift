import Foundation
import OCPPJ

/// One block of PEM text (RFC 7468): a certificate, a key, a request.
///
/// What comes from outside may have any line endings, blanks around the lines and words between the blocks. What is written has LF
/// line endings, because charge points take nothing else.
struct PEMBlock: Hashable, Sendable {
    static let certificate = "CERTIFICATE"
    static let requests = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]

    /// What it holds, for example `CERTIFICATE`.
    var label: String
    /// The content in DER.
    var content: [UInt8]

    /// The block as text, with an LF at the end.
    var text: String {
        let encoded = Data(content).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN \(label)-----\n\(encoded)\n-----END \(label)-----\n"
    }

    /// Every block in a text, in order.
    ///
    /// - Throws: `CertificateFault` when a block has no end, or is not base64.
    static func all(in text: String) throws(CertificateFault) -> [PEMBlock] {
        var blocks: [PEMBlock] = []
        var open: (label: String, base64: String)?
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if let label = line.between("-----BEGIN ", "-----") {
                guard open == nil else { throw CertificateFault("a PEM block begins inside another") }
                open = (label, "")
            } else if let label = line.between("-----END ", "-----") {
                guard let block = open, block.label == label else {
                    throw CertificateFault("the PEM block \(label.prefix(40)) ends without a beginning")
                }
                guard let content = Data(base64Encoded: block.base64), !content.isEmpty else {
                    throw CertificateFault("the PEM block \(label.prefix(40)) is not base64")
                }
                blocks.append(PEMBlock(label: label, content: Array(content)))
                open = nil
            } else {
                open?.base64 += line
            }
        }
        if let open { throw CertificateFault("the PEM block \(open.label.prefix(40)) has no end") }
        return blocks
    }

    /// The same text with LF as its only line ending.
    static func withLineFeeds(_ text: String) -> String {
        // CR LF is one character to Swift.
        String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    }
}

extension String {
    fileprivate func between(_ start: String, _ end: String) -> String? {
        guard hasPrefix(start), hasSuffix(end), count > start.count + end.count else { return nil }
        return String(dropFirst(start.count).dropLast(end.count))
    }
}
