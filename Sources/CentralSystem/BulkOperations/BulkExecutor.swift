package import OCPPJ

/// What a bulk operation does to one charge point. A feature brings one for everything that it does in bulk.
///
/// Registered in `CentralSystem`: `executors.register(CommandExecutor(commands: commands))`. An operation of its kind is made by
/// `BulkOperationService.create(NewBulkOperation(kind: CommandExecutor.kind, …), requestedBy:)`.
package protocol BulkExecutor: Sendable {
    /// Names it in the database and in the API, so it stays as it is once released.
    static var kind: String { get }
    /// Whether it is of no use without a connection. Then it is called only for a charge point that is connected, and the others
    /// are waited for, or get the result `notConnected`.
    static var needsConnection: Bool { get }

    /// Looks at an operation's parameters once, when it is created.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidMember`; then the operation is not created.
    func check(_ parameters: JSONNode) async throws

    /// Does it. Called at most once for each charge point unless an operator asks for more; many at a time.
    ///
    /// - Parameters:
    ///   - requestedBy: for the records of the commands that it sends.
    ///   - sending: must be handed as `alongside` to each `CommandService.send`. It ties the command to the result in the same
    ///     write; without it nobody could tell, after a crash, whether anything was sent.
    /// - Returns: what came of it. What the charge point answers is a result, never an error.
    /// - Throws: what prevents it: `.chargePointNotFound` becomes the outcome `unknownChargePoint`, a failure of the database is
    ///   tried again when nothing was sent yet, everything else becomes the outcome `failed` with the error's description.
    func perform(
        _ parameters: JSONNode, on chargePoint: ChargePointReference, requestedBy: String,
        sending: @escaping CommandService.Alongside
    ) async throws -> BulkResult
}

extension BulkExecutor {
    package static var needsConnection: Bool { true }
    package func check(_ parameters: JSONNode) async throws {}
}

/// The executors by kind. Filled once, when the program starts.
package struct BulkExecutorTable: Sendable {
    private var executors: [String: any BulkExecutor] = [:]

    package init() {}

    package mutating func register<Executor: BulkExecutor>(_ executor: Executor) {
        executors[Executor.kind] = executor
    }

    subscript(kind: String) -> (any BulkExecutor)? { executors[kind] }
}
