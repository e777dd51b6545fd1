extension Operation.Parameter {
    /// Of every operation that sends a request to a charge point and waits for the answer.
    static let commandTimeout = Operation.Parameter(
        "timeoutSeconds", "How long to wait for the answer once the request is sent.", .integer(1...600))
}

extension OperationRequest {
    /// How long to wait for a charge point's answer; nil for the default.
    var commandTimeout: Duration? { integer("timeoutSeconds").map { .seconds($0) } }
}
