package import Foundation

extension CertificationReport {
    /// The report as JSON, for programs: members in the order of the alphabet, times in RFC 3339, durations in milliseconds.
    ///
    /// - Throws: `EncodingError`, for numbers that JSON cannot write.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
