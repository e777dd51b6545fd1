import OCPPJ

extension BulkProgress {
    /// As it is kept in the row of an operation that is over.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.raw(#"{"succeeded":"#)
        writer.number(succeeded)
        writer.raw(#","counts":{"#)
        for (index, outcome) in BulkOutcome.allCases.filter({ counts[$0] != nil }).enumerated() {
            if index > 0 { writer.raw(",") }
            writer.string(outcome.rawValue)
            writer.raw(":")
            writer.number(counts[outcome] ?? 0)
        }
        writer.raw("}}")
        return writer.bytes
    }

    /// Nil for what `json` did not write.
    init?(json: [UInt8]) {
        guard let node = try? JSONNode.parse(json), let succeeded = node["succeeded"]?.int else { return nil }
        self.init(succeeded: succeeded)
        for (name, count) in node["counts"]?.members ?? [] {
            guard let outcome = BulkOutcome(rawValue: name) else { continue }
            counts[outcome] = count.int
        }
    }
}
