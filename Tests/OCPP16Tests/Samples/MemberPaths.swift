import Foundation

extension NSDictionary {
    /// The paths to all members, at every level, of the objects in lists too.
    func memberPaths() -> [[String]] {
        Self.paths(in: self)
    }

    private static func paths(in value: Any) -> [[String]] {
        if let object = value as? [String: Any] {
            return object.flatMap { name, member in [[name]] + paths(in: member).map { [name] + $0 } }
        }
        if let list = value as? [Any] {
            return list.enumerated().flatMap { index, element in paths(in: element).map { [String(index)] + $0 } }
        }
        return []
    }

    func value(at path: [String]) -> Any? {
        var current: Any? = self
        for name in path {
            current = (current as? [String: Any])?[name] ?? Int(name).flatMap { (current as? [Any])?[$0] }
        }
        return current
    }

    /// A copy with another value at the path, or without the member.
    func replacing(_ path: [String], with value: Any?) -> NSDictionary {
        Self.replacing(path[...], in: self, with: value) as? NSDictionary ?? [:]
    }

    private static func replacing(_ path: ArraySlice<String>, in container: Any, with value: Any?) -> Any {
        guard let name = path.first else { return value ?? NSNull() }
        let rest = path.dropFirst()
        if var object = container as? [String: Any] {
            if rest.isEmpty, value == nil {
                object[name] = nil
            } else if let member = object[name] {
                object[name] = replacing(rest, in: member, with: value)
            }
            return object as NSDictionary
        }
        if var list = container as? [Any], let index = Int(name) {
            list[index] = replacing(rest, in: list[index], with: value)
            return list
        }
        return container
    }
}
