import WebAPI

/// The fields of a form, or the query of a page.
struct Fields: Sendable {
    private(set) var pairs: [(name: String, value: String)]

    init(_ pairs: [(name: String, value: String)] = []) {
        self.pairs = pairs
    }

    /// The last value of this name; nil when there is none or it is empty.
    subscript(_ name: String) -> String? {
        pairs.last { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// Every value of a name, such as those of several boxes that were ticked.
    func values(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

    func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    /// The raw value of an enumeration; nil for anything else.
    func value<Value: RawRepresentable>(_ name: String, as type: Value.Type = Value.self) -> Value? where Value.RawValue == String {
        self[name].flatMap { Value(rawValue: $0) }
    }

    /// The same with other values: nil takes a field away.
    func with(_ changes: KeyValuePairs<String, String?>) -> Fields {
        var copy = self
        for (name, value) in changes {
            copy.pairs.removeAll { $0.name == name }
            if let value { copy.pairs.append((name, value)) }
        }
        return copy
    }

    /// The same without fields that stand for nothing.
    var compacted: Fields { Fields(pairs.filter { !$0.value.isEmpty }) }

    var isEmpty: Bool { pairs.isEmpty }

    /// A path of ours with these fields as its query.
    func url(_ path: String) -> String { pairs.isEmpty ? path : "\(path)?\(FormText.encode(pairs))" }
}
