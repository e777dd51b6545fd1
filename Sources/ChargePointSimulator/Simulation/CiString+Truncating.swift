import OCPP16

extension CiString {
    /// The first characters of the text, as many as are allowed.
    init(truncating text: String) {
        do {
            try self.init(String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximum))))
        } catch {
            // The length is the only limit of the type, and it was just kept.
            preconditionFailure("\(maximum) characters are too many for CiString<\(maximum)>: \(error)")
        }
    }
}
