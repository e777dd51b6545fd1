package import OCPPJ

extension Int {
    /// Throws unless the number is 0 or more and fits the 32 bits that charge points reckon with.
    package func checkNonNegative() throws(PayloadError) {
        guard self >= 0, self <= Int(Int32.max) else {
            throw PayloadError(.constraint, "must be from 0 to \(Int32.max)")
        }
    }
}
