import OCPPJ

extension Timestamp {
    /// This moment moved by a number of seconds, to the millisecond.
    func later(bySeconds seconds: Double) -> Timestamp {
        Timestamp(milliseconds: milliseconds + Int64((seconds * 1000).rounded()))
    }

    /// Before every other moment: for what is due at once.
    static let atOnce = Timestamp(milliseconds: 0)
}
