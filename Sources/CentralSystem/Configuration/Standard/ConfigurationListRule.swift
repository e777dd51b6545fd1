import OCPP16

/// What may stand in a comma separated list.
package enum ConfigurationListRule: Hashable, Sendable {
    /// One of these.
    case anyOf([String])
    /// A measurand, perhaps with a phase: `Voltage.L1` (OCPP 1.6, section 9.1.17). The list may be empty.
    case measurands
    /// A connector with its phase rotation: `1.RST` (OCPP 1.6, section 9.1.7).
    case phaseRotations

    /// What the items, or for phase rotations their ends, may be.
    var items: [String] {
        switch self {
        case .anyOf(let items): items
        case .measurands: Self.measurandNames
        case .phaseRotations: Self.rotations
        }
    }

    func fault(in value: String) -> String? {
        let items = Self.split(value)
        if items.isEmpty, case .measurands = self { return nil }
        if items.contains("") || items.isEmpty { return "should be a comma separated list without empty items" }
        guard let odd = items.first(where: { !allows($0) }) else { return nil }
        return "should hold only \(expectation); \(String(odd.prefix(60)).debugDescription) is none of them"
    }

    private var expectation: String {
        switch self {
        case .anyOf(let items): items.joined(separator: ", ")
        case .measurands: "measurands of the specification, perhaps followed by a phase as in Voltage.L1"
        case .phaseRotations: "phase rotations as in 1.RST (\(Self.rotations.joined(separator: ", ")))"
        }
    }

    private func allows(_ item: String) -> Bool {
        switch self {
        case .anyOf(let items):
            return items.contains(item)
        case .measurands:
            if Self.measurandNames.contains(item) { return true }
            guard let dot = item.lastIndex(of: ".") else { return false }
            return Self.measurandNames.contains(String(item[..<dot])) && Self.phases.contains(String(item[item.index(after: dot)...]))
        case .phaseRotations:
            let parts = item.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            // A charge point with one connector may leave the connector out.
            guard parts.count == 2 else { return Self.rotations.contains(item) }
            return (Int(parts[0]) ?? -1) >= 0 && Self.rotations.contains(String(parts[1]))
        }
    }

    /// The items of a list without the blanks around them; none for an empty text.
    static func split(_ value: String) -> [String] {
        let items = value.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let start = item.drop(while: \.isWhitespace)
            return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
        }
        return items == [""] ? [] : items
    }

    private static let rotations = ["NotApplicable", "Unknown", "RST", "RTS", "SRT", "STR", "TRS", "TSR"]

    private static let measurandNames = ([
        .currentExport, .currentImport, .currentOffered, .energyActiveExportRegister, .energyActiveImportRegister,
        .energyReactiveExportRegister, .energyReactiveImportRegister, .energyActiveExportInterval,
        .energyActiveImportInterval, .energyReactiveExportInterval, .energyReactiveImportInterval, .frequency,
        .powerActiveExport, .powerActiveImport, .powerFactor, .powerOffered, .powerReactiveExport, .powerReactiveImport, .rpm,
        .soc, .temperature, .voltage,
    ] as [Measurand]).map(\.rawValue)

    private static let phases = ([.l1, .l2, .l3, .n, .l1N, .l2N, .l3N, .l1L2, .l2L3, .l3L1] as [Phase]).map(\.rawValue)
}
