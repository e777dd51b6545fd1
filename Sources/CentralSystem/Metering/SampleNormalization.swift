import OCPP16
import OCPPJ

/// What becomes of one element of `sampledValue`: a pure function of its JSON and the charge point's rule for energy.
///
/// Applied when reading; the row keeps what was sent, so a better rule also mends the past.
enum SampleNormalization: Hashable, Sendable {
    /// - `departure`: what in the sample is not as the specification has it, although its meaning is clear; nil when clean.
    case good(NormalizedSample, departure: String?)
    case setAside(SetAsideSample)

    /// - Parameters:
    ///   - node: the sample as received.
    ///   - energyScale: the charge point's factor for energy labelled Wh that is not in Wh (field note 3.4); nil for none.
    init(_ node: JSONNode, energyScale: Double? = nil) {
        var reading = SampleReading(node: node)
        do throws(SampleReading.Refusal) {
            let sample = try reading.sample(energyScale: energyScale)
            self = .good(sample, departure: reading.departures.isEmpty ? nil : reading.departures.joined(separator: "; "))
        } catch {
            self = .setAside(SetAsideSample(sample: node.text, reason: error.reason))
        }
    }

    /// Whether a sample is as the specification has it. The same verdict as `good` without departure, at a fraction of the
    /// cost: nearly all samples are, and every one is looked at when it arrives.
    static func isClean(_ node: JSONNode) -> Bool {
        guard node.kind == .object, let value = node["value"]?.string else { return false }
        var isSigned = false
        if let format = node["format"] {
            guard let text = format.string else { return false }
            isSigned = text == "SignedData"
            guard isSigned || text == "Raw" else { return false }
        }
        guard isSigned || DecimalText.isNumber(value) else { return false }
        if let unit = node["unit"] {
            guard let text = unit.string, SampleUnit.isStandard(text) else { return false }
        }
        return isKnown(node["measurand"], .measurands) && isKnown(node["context"], .contexts)
            && isKnown(node["phase"], .phases) && isKnown(node["location"], .locations)
    }

    private static func isKnown(_ node: JSONNode?, _ vocabulary: SampleVocabulary) -> Bool {
        guard let node else { return true }
        guard let text = node.string else { return false }
        return vocabulary.words.contains(text)
    }
}

/// Takes one sample apart, and keeps account of what was repaired and converted.
private struct SampleReading {
    struct Refusal: Error {
        let reason: String
    }

    let node: JSONNode
    /// What is not as the specification has it.
    var departures: [String] = []
    /// What changed value or unit, departures included.
    var rules: [String] = []

    init(node: JSONNode) {
        self.node = node
    }

    mutating func sample(energyScale: Double?) throws(Refusal) -> NormalizedSample {
        guard node.kind == .object else { throw Refusal(reason: "the sample is no object") }
        let text = try valueText()
        let isSigned = try word("format", .formats) == "SignedData"
        var measurand = "Energy.Active.Import.Register"
        if let given = try word("measurand", .measurands) {
            measurand = given
        } else {
            rules.append("measurand assumed \(measurand)")
        }
        let context = try word("context", .contexts)
        let phase = try word("phase", .phases)
        let location = try word("location", .locations)
        let unit = try unit(of: measurand)

        var value: Double?
        if !isSigned {
            guard let number = DecimalText.number(text) else { throw Refusal(reason: "the value is not a number") }
            value = number * (unit?.factor ?? 1)
            let isEnergy = measurand.hasPrefix("Energy.")
            if let energyScale, energyScale != 1, isEnergy, (unit?.factor ?? 1) == 1 {
                value = value.map { $0 * energyScale }
                rules.append("energy scaled by \(energyScale)")
            }
        }
        return NormalizedSample(
            measurand: Measurand(rawValue: measurand), value: value, text: text, unit: unit?.base, phase: phase,
            context: context ?? "Sample.Periodic", location: location ?? "Outlet",
            rule: rules.isEmpty ? nil : rules.joined(separator: "; "))
    }

    /// `value` is text by the specification; charge points are known to send a number.
    private mutating func valueText() throws(Refusal) -> String {
        guard let value = node["value"], value.kind != .null else { throw Refusal(reason: "there is no value") }
        if let text = value.string { return text }
        guard value.kind == .number else { throw Refusal(reason: "the value is neither text nor a number") }
        repair("value sent as a number")
        return String(decoding: value.text, as: UTF8.self)
    }

    private mutating func word(_ member: String, _ vocabulary: SampleVocabulary) throws(Refusal) -> String? {
        guard let value = node[member] else { return nil }
        if value.kind == .null {
            departures.append("\(member) is null")
            return nil
        }
        guard let text = value.string, let word = vocabulary.word(for: text) else {
            throw Refusal(reason: "the \(member) \(shown(value)) is unknown")
        }
        if word != text { repair("\(member) \(text) to \(word)") }
        return word
    }

    private mutating func unit(of measurand: String) throws(Refusal) -> SampleUnit? {
        guard let value = node["unit"], value.kind != .null else {
            if node["unit"] != nil { departures.append("unit is null") }
            guard let assumed = SampleUnit.assumed(for: measurand) else { return nil }
            rules.append("unit assumed \(assumed)")
            return SampleUnit(assumed)
        }
        guard let text = value.string, let unit = SampleUnit(text) else {
            throw Refusal(reason: "the unit \(shown(value)) is unknown")
        }
        if !unit.isSpelledRight {
            repair("unit \(text) to \(unit.base)")
        } else if text != unit.base {
            rules.append("unit \(text) to \(unit.base)")
        }
        return unit
    }

    private mutating func repair(_ what: String) {
        departures.append(what)
        rules.append(what)
    }

    private func shown(_ value: JSONNode) -> String {
        "\"\((value.string ?? String(decoding: value.text, as: UTF8.self)).prefix(64))\""
    }
}
