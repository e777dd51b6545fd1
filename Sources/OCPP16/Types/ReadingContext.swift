/// On which occasion a sample was taken (OCPP 1.6, section 7.35). An open set.
public struct ReadingContext: RawRepresentable, Hashable, Codable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension ReadingContext {
    /// At the start of an interruption.
    public static let interruptionBegin = ReadingContext(rawValue: "Interruption.Begin")
    /// When resuming after an interruption.
    public static let interruptionEnd = ReadingContext(rawValue: "Interruption.End")
    /// In any other situation.
    public static let other = ReadingContext(rawValue: "Other")
    /// At an interval aligned to the clock.
    public static let sampleClock = ReadingContext(rawValue: "Sample.Clock")
    /// Periodically since the start of the transaction; what an absent context means.
    public static let samplePeriodic = ReadingContext(rawValue: "Sample.Periodic")
    /// At the start of the transaction.
    public static let transactionBegin = ReadingContext(rawValue: "Transaction.Begin")
    /// At the end of the transaction.
    public static let transactionEnd = ReadingContext(rawValue: "Transaction.End")
    /// In answer to a TriggerMessage.
    public static let trigger = ReadingContext(rawValue: "Trigger")
}
