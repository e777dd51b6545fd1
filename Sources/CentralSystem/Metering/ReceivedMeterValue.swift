import OCPP16
import OCPPJ

/// One element of `meterValue` or `transactionData` on its way into the database.
struct ReceivedMeterValue: Sendable {
    var time: TimestampCorrection
    /// nil when none was sent.
    var timestampText: String?
    /// The sampledValue array as sent; a lone sample, or what else stands in its place, in brackets.
    var sampledValue: [UInt8]
    /// What was odd; empty for nearly all.
    var flags: [RecordFlag]

    /// At most this many flags are kept of one meter value.
    private static let flagLimit = 20

    /// Reads the elements of `meterValue`. Never fails: what cannot be understood is kept as sent, and flagged.
    static func read(_ node: JSONNode?, receivedAt: Timestamp) -> [ReceivedMeterValue] {
        guard let node, node.kind != .null else { return [] }
        guard node.kind == .array else { return [ReceivedMeterValue(node, receivedAt: receivedAt)] }
        return node.elements.map { ReceivedMeterValue($0, receivedAt: receivedAt) }
    }

    private init(_ element: JSONNode, receivedAt: Timestamp) {
        flags = []
        guard element.kind == .object else {
            time = TimestampCorrection(nil, receivedAt: receivedAt)
            sampledValue = Self.bracketed(element.text)
            flags.append(RecordFlag(.meterValueMalformed, "the meter value is no object", at: receivedAt))
            return
        }
        let sent = element["timestamp"]
        timestampText = sent.flatMap { $0.kind == .null ? nil : $0.string ?? String(decoding: $0.text, as: UTF8.self) }
        time = TimestampCorrection(timestampText.map { DateTime(received: $0) }, receivedAt: receivedAt)
        if let flag = time.flag("timestamp", sent: timestampText, at: receivedAt) { flags.append(flag) }

        guard let samples = element["sampledValue"], samples.kind != .null else {
            sampledValue = Self.bracketed([])
            flags.append(RecordFlag(.noSamples, "there is no sampledValue", at: receivedAt))
            return
        }
        guard samples.kind == .array else {
            sampledValue = Self.bracketed(samples.text)
            flags.append(RecordFlag(.meterValueMalformed, "sampledValue is no list", at: receivedAt))
            check(samples, receivedAt: receivedAt)
            return
        }
        sampledValue = samples.text
        let elements = samples.elements
        if elements.isEmpty { flags.append(RecordFlag(.noSamples, "sampledValue is empty", at: receivedAt)) }
        for sample in elements { check(sample, receivedAt: receivedAt) }
    }

    private mutating func check(_ sample: JSONNode, receivedAt: Timestamp) {
        guard !SampleNormalization.isClean(sample), flags.count < Self.flagLimit else { return }
        let flag: RecordFlag
        switch SampleNormalization(sample) {
        case .good(_, departure: nil): return
        case .good(_, let departure?): flag = RecordFlag(.sampleRepaired, departure, at: receivedAt)
        case .setAside(let sample): flag = RecordFlag(.sampleSetAside, sample.reason, at: receivedAt)
        }
        if !flags.contains(flag) { flags.append(flag) }
    }

    private static func bracketed(_ text: [UInt8]) -> [UInt8] {
        [UInt8(ascii: "[")] + text + [UInt8(ascii: "]")]
    }
}

extension RecordFlag.Code {
    /// An element of meterValue that is not the structure that it should be.
    package static let meterValueMalformed = RecordFlag.Code(rawValue: "meterValueMalformed")
    /// A meter value without samples.
    package static let noSamples = RecordFlag.Code(rawValue: "noSamples")
    /// A sample whose meaning is clear although it is not as the specification has it.
    package static let sampleRepaired = RecordFlag.Code(rawValue: "sampleRepaired")
    /// A sample that cannot be trusted.
    package static let sampleSetAside = RecordFlag.Code(rawValue: "sampleSetAside")
    /// Samples with a transactionId that is none of the charge point's open ones; the detail says where they went.
    package static let invalidTransactionId = RecordFlag.Code(rawValue: "invalidTransactionId")
    /// Samples without transactionId that were given to the connector's open transaction.
    package static let attachedByConnector = RecordFlag.Code(rawValue: "attachedByConnector")
    /// Samples of another connector than their transaction's.
    package static let connectorMismatch = RecordFlag.Code(rawValue: "connectorMismatch")
    /// An energy register that fell, or rose faster than any charge point can charge.
    package static let implausibleJump = RecordFlag.Code(rawValue: "implausibleJump")
}

extension DeviationRule {
    /// Elements of meterValue, or of transactionData, that are not the structure that they should be.
    package static let malformedMeterValue = DeviationRule(rawValue: "malformedMeterValue")
    /// MeterValues, or one of its elements, without samples (field note 3.3 and 3.5).
    package static let meterValueWithoutSamples = DeviationRule(rawValue: "meterValueWithoutSamples")
    /// A sample that was repaired, such as one in "Celcius" (field note 3.3).
    package static let sampleRepaired = DeviationRule(rawValue: "sampleRepaired")
    /// A sample that was set aside (field note 3.3).
    package static let sampleSetAside = DeviationRule(rawValue: "sampleSetAside")
    /// MeterValues for a transaction that is unknown, closed, 0 or −1 (field note 3.5).
    package static let invalidTransactionIdInMeterValues = DeviationRule(rawValue: "invalidTransactionIdInMeterValues")
    /// MeterValues for a transaction on another connector.
    package static let connectorMismatchInMeterValues = DeviationRule(rawValue: "connectorMismatchInMeterValues")
}

extension RecordFlag.Code {
    /// The deviation to count for a flag of a meter value; nil for what breaks no rule.
    var deviationRule: DeviationRule? {
        switch self {
        case .meterValueMalformed: .malformedMeterValue
        case .noSamples: .meterValueWithoutSamples
        case .sampleRepaired: .sampleRepaired
        case .sampleSetAside: .sampleSetAside
        case .invalidTransactionId: .invalidTransactionIdInMeterValues
        case .connectorMismatch: .connectorMismatchInMeterValues
        default: TimestampCorrection.Kind.allCases.first { $0.flagCode == self }?.rule
        }
    }
}
