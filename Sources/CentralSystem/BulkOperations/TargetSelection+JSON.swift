package import OCPPJ

extension TargetSelection {
    /// Reads what `json` writes; nil for anything else.
    package init?(json node: JSONNode) {
        if let list = node["chargePoints"] {
            self = .chargePoints(list.elements.compactMap(\.string))
        } else if let filter = node["filter"] {
            self = .filter(
                vendor: filter["vendor"]?.string, model: filter["model"]?.string,
                firmwareVersion: filter["firmwareVersion"]?.string, group: filter["group"]?.string)
        } else {
            return nil
        }
    }

    /// As it is kept in tables and shown in the API: `{"chargePoints": […]}` or `{"filter": {…}}`.
    package var json: [UInt8] {
        var writer = JSONWriter()
        switch self {
        case .chargePoints(let ids):
            writer.raw(#"{"chargePoints":["#)
            for (index, id) in ids.enumerated() {
                if index > 0 { writer.raw(",") }
                writer.string(id)
            }
            writer.raw("]}")
        case .filter(let vendor, let model, let firmwareVersion, let group):
            writer.raw(#"{"filter":{"#)
            let members = [("vendor", vendor), ("model", model), ("firmwareVersion", firmwareVersion), ("group", group)]
            for (index, member) in members.filter({ $0.1 != nil }).enumerated() {
                if index > 0 { writer.raw(",") }
                writer.string(member.0)
                writer.raw(":")
                writer.string(member.1 ?? "")
            }
            writer.raw("}}")
        }
        return writer.bytes
    }
}
