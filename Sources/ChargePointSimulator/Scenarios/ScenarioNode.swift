import Yams

/// One value of a scenario file, with the place where it stands: whatever is wrong with it can be named.
struct ScenarioNode {
    private let node: Node
    /// The member as a path; empty for the file as a whole.
    let path: String

    /// - Throws: `ScenarioError` for a text that is no YAML.
    init(yaml: String) throws(ScenarioError) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw Self.error(of: error)
        }
        guard let root else { throw ScenarioError("", "is empty; `stationmaster simulate --example` prints one") }
        self.init(root, path: "")
    }

    private init(_ node: Node, path: String) {
        self.node = node
        self.path = path
    }

    /// The line, from 1 on.
    var line: Int? { node.mark?.line }

    func error(_ problem: String) -> ScenarioError { ScenarioError(path, problem, line: line) }

    /// The error about a value that may not stand here.
    ///
    /// - Parameter allowed: what may.
    func error(allowed: String) -> ScenarioError { ScenarioError(path, shown, allowed: allowed, line: line) }

    private var shown: String {
        switch node {
        case .scalar(let scalar): scalar.string
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .alias: "an alias"
        }
    }

    /// The members of a mapping.
    ///
    /// - Throws: `ScenarioError` when it is no mapping, or has a member that is not allowed.
    func members(_ allowed: [String]) throws(ScenarioError) -> [String: ScenarioNode] {
        guard case .mapping(let mapping) = node else {
            throw ScenarioError(path, shown, allowed: "a mapping with \(allowed.joined(separator: ", "))", line: line)
        }
        var members: [String: ScenarioNode] = [:]
        for (key, value) in mapping {
            let name = key.string ?? "?"
            let place = path.isEmpty ? name : "\(path).\(name)"
            guard allowed.contains(name) else {
                throw ScenarioError(
                    place, "does not exist; \(path.isEmpty ? "a scenario" : path) can have \(allowed.joined(separator: ", "))",
                    line: key.mark?.line)
            }
            members[name] = ScenarioNode(value, path: place)
        }
        return members
    }

    /// The elements of a list; a single value is a list of one.
    var elements: [ScenarioNode] {
        guard case .sequence(let sequence) = node else { return [self] }
        return sequence.enumerated().map { ScenarioNode($1, path: "\(path)[\($0)]") }
    }

    var isMapping: Bool { if case .mapping = node { true } else { false } }

    /// - Throws: `ScenarioError` for a list, a mapping, or nothing at all.
    func text(allowed: String = "a text") throws(ScenarioError) -> String {
        guard case .scalar(let scalar) = node, node.null == nil || scalar.style != .plain, !scalar.string.isEmpty else {
            throw error(allowed: allowed)
        }
        return scalar.string
    }

    /// The line where a member stands, or the nearest one above it that there is.
    func line(of member: String) -> Int? {
        var current = self
        var line: Int?
        for part in member.split(whereSeparator: { ".[]".contains($0) }) {
            if let index = Int(part), case .sequence(let sequence) = current.node, sequence.indices.contains(index) {
                current = ScenarioNode(sequence[index], path: "")
            } else if case .mapping(let mapping) = current.node,
                let (key, value) = mapping.first(where: { $0.key.string == String(part) }).map({ ($0.key, $0.value) })
            {
                line = key.mark?.line ?? line
                current = ScenarioNode(value, path: "")
                continue
            } else {
                break
            }
            line = current.line ?? line
        }
        return line
    }

    private static func error(of error: any Error) -> ScenarioError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            ScenarioError("", "is no valid YAML: \(problem)", line: mark.line)
        case .duplicatedKeysInMapping(let names, let context):
            ScenarioError(names.joined(separator: ", "), "stands there twice", line: context.mark.line)
        default: ScenarioError("", "is no valid YAML: \(error)")
        }
    }
}
