import OCPP16

/// The words that OCPP 1.6 has for samples (sections 7.30, 7.31, 7.34, 7.35 and 7.49), and how to recognise them when the
/// case is wrong.
struct SampleVocabulary: Sendable {
    let words: Set<String>
    private let byLowerCase: [String: String]

    init(_ words: [String]) {
        self.words = Set(words)
        byLowerCase = Dictionary(words.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The word meant, nil when it is unknown.
    func word(for text: String) -> String? {
        if words.contains(text) { return text }
        return byLowerCase[text.lowercased().filter { !$0.isWhitespace }]
    }

    static let measurands = SampleVocabulary([
        "Current.Export", "Current.Import", "Current.Offered",
        "Energy.Active.Export.Register", "Energy.Active.Import.Register",
        "Energy.Reactive.Export.Register", "Energy.Reactive.Import.Register",
        "Energy.Active.Export.Interval", "Energy.Active.Import.Interval",
        "Energy.Reactive.Export.Interval", "Energy.Reactive.Import.Interval",
        "Frequency", "Power.Active.Export", "Power.Active.Import", "Power.Factor", "Power.Offered",
        "Power.Reactive.Export", "Power.Reactive.Import", "RPM", "SoC", "Temperature", "Voltage",
    ])
    static let contexts = SampleVocabulary([
        "Interruption.Begin", "Interruption.End", "Other", "Sample.Clock", "Sample.Periodic", "Transaction.Begin",
        "Transaction.End", "Trigger",
    ])
    static let phases = SampleVocabulary(["L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1"])
    static let locations = SampleVocabulary(["Body", "Cable", "EV", "Inlet", "Outlet"])
    static let formats = SampleVocabulary(["Raw", "SignedData"])
}
