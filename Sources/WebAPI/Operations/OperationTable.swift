import HTTPTypes
import Hummingbird

/// All operations, and the router that serves them.
struct OperationTable: Sendable {
    let operations: [Operation]
    /// The operations whose path does not tell whether they need a token.
    private let exceptions: [Operation]

    init(operations: [Operation]) {
        self.operations = operations
        exceptions = operations.filter { $0.requiresToken != Self.isBelowAPI($0.path) }
    }

    /// The methods that are offered at a path; empty when there is nothing.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/", omittingEmptySubsequences: true)
        let methods = operations.filter { Self.matches($0, segments) }.map(\.method)
        return methods.contains(.get) ? methods + [.head] : methods
    }

    private static func matches(_ operation: Operation, _ segments: [Substring]) -> Bool {
        let pattern = operation.path.split(separator: "/")
        return pattern.count == segments.count
            && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }

    /// Whether a request must say who sends it: everything below `/api/v1`, known or not, but for the operations that say otherwise.
    @Sendable func isProtected(_ method: HTTPRequest.Method, _ path: String) -> Bool {
        let isBelow = Self.isBelowAPI(path)
        let method = method == .head ? .get : method
        let segments = path.split(separator: "/", omittingEmptySubsequences: true)
        let exception = exceptions.first { $0.method == method && Self.matches($0, segments) }
        return exception?.requiresToken ?? isBelow
    }

    /// Whether the API answers for this path, be it that there is nothing.
    @Sendable func isOperation(_ path: String) -> Bool {
        Self.isBelowAPI(path) || path.hasPrefix("/api/") || !methods(at: path).isEmpty
    }

    /// Takes the path apart as the router does, for which `//api/v1` is the same as `/api/v1`.
    static func isBelowAPI(_ path: String) -> Bool {
        path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).prefix(2) == ["api", "v1"]
    }

    /// - Parameter gate: what every request passes.
    func addRoutes(to router: some RouterMethods<APIRequestContext>, through gate: OperationGate) {
        for operation in operations {
            router.on(RouterPath(operation.path), method: operation.method) { request, context in
                try await gate.answer(request, context, operation)
            }
        }
    }
}
