import HTTPTypes
import Hummingbird

/// All operations, and the router that serves them.
struct OperationTable: Sendable {
    let operations: [Operation]

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

    /// Whether a path demands the token: everything below `/api/v1`, known or not. Takes the path apart as the router does, for
    /// which `//api/v1` is the same as `/api/v1`.
    @Sendable static func isProtected(_ path: String) -> Bool {
        path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).prefix(2) == ["api", "v1"]
    }

    /// - Parameter maximumBodyBytes: longer request bodies are refused.
    func addRoutes<Context: RequestContext>(to router: some RouterMethods<Context>, maximumBodyBytes: Int) {
        for operation in operations {
            router.on(RouterPath(operation.path), method: operation.method) { request, context in
                let input = try await OperationRequest(
                    request, for: operation, parameters: context.parameters, maximumBodyBytes: maximumBodyBytes,
                    logger: context.logger)
                return try await operation.handle(input).response
            }
        }
    }
}
