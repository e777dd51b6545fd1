/// How the value of a sample is to be read (OCPP 1.6, section 7.49). An open set.
public struct ValueFormat: RawRepresentable, Hashable, Codable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension ValueFormat {
    /// A decimal number; what an absent format means.
    public static let raw = ValueFormat(rawValue: "Raw")
    /// Digitally signed binary data in hexadecimal.
    public static let signedData = ValueFormat(rawValue: "SignedData")
}
