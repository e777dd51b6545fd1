package import OCPPJ

extension String {
    /// Throws unless the text has at most `maximum` characters.
    ///
    /// Characters are counted as JSON schema's `maxLength` counts them, as Unicode scalars. There are never more of
    /// them than bytes, whose number is known, so that the usual short text is not even walked through.
    package func checkLength(maximum: Int) throws(PayloadError) {
        guard utf8.count <= maximum || unicodeScalars.count <= maximum else {
            throw PayloadError(.constraint, "must have at most \(maximum) characters")
        }
    }
}
