import Logging
import OCPP16
package import OCPPJ
package import Persistence

/// Sends any CALL to a charge point, with a record of its outcome.
package struct CommandService: Sendable {
    /// Commands deleted at a time, so that no message waits long behind them.
    private static let pruneBatch = 1000

    let database: any Database
    let time: any TimeSource
    let connections: ConnectionRegistry
    let metrics: CentralSystemMetrics
    let defaultTimeout: Duration
    let failures: FailureLog
    /// Days that commands are kept; 0 keeps them for ever.
    let days: Int
    /// The features that follow what is sent.
    let observers: CommandObserverTable

    /// What a feature writes together with the record of a command that it sends.
    package typealias Alongside = @Sendable (CommandReference, any SQLConnection) throws -> Void

    /// Sends a CALL and waits for its outcome, which is recorded and returned; only what prevents the sending is thrown.
    ///
    /// The payload's shape is checked, never its wisdom: an operator may ask for a connector or a transaction that we do not
    /// know. Once recorded, the command runs to its end even when the caller's task is cancelled.
    ///
    /// - Parameters:
    ///   - payload: the request's payload; members beyond the specification are refused.
    ///   - identity: the charge point's.
    ///   - requestedBy: who asks, for the record.
    ///   - timeout: how long to wait for the answer once the frame is sent; nil for the default.
    ///   - alongside: writes more in the same write that records the command, after the features that follow the action. What it
    ///     throws prevents the sending and is thrown on.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.unknownAction`, `.invalidMember`), or `DatabaseError` when the
    ///   command cannot be recorded, in which case it is not sent.
    package func send(
        _ action: OCPPAction, payload: JSONNode, to identity: String, requestedBy: String, timeout: Duration? = nil,
        alongside: Alongside? = nil
    ) async throws -> Command {
        guard let description = OCPP16Catalogue.centralSystemInitiated[action] else { throw Self.unknown(action) }
        let request = try Self.check(payload, description)
        let (command, reference) = try await record(
            action, request, for: identity, requestedBy: requestedBy, alongside: alongside)
        let timeout = timeout ?? defaultTimeout
        // A task of its own: an operator who hangs up must not leave a command without an outcome.
        return await Task { await perform(command, reference, description, timeout: timeout) }.value
    }

    /// Sends a typed request and waits for its outcome; see the other `send`.
    package func send<Request: OCPPRequest>(
        _ request: Request, to identity: String, requestedBy: String, timeout: Duration? = nil, alongside: Alongside? = nil
    ) async throws -> Command {
        let payload = try JSONNode.parse(try PayloadEncoder.encode(request))
        return try await send(
            Request.action, payload: payload, to: identity, requestedBy: requestedBy, timeout: timeout, alongside: alongside)
    }

    /// Gives an outcome to the commands that were waiting when the program stopped. Before the first connection.
    func concludeInterrupted() async throws {
        let now = time.now()
        let observers = observers
        // A piece at a time: a bulk operation may have left many.
        while try await database.write({ connection in
            let interrupted = try CommandStore.interruptPending(limit: 200, in: connection)
            for (command, reference) in interrupted {
                try observers.concluded(command, reference, at: now, in: connection)
            }
            return !interrupted.isEmpty
        }) {}
    }

    /// Deletes the commands that are older than they are kept.
    func prune() async throws {
        guard days > 0 else { return }
        let limit = time.now().advanced(bySeconds: -days * 86_400)
        while !Task.isCancelled {
            let deleted = try await database.write {
                try CommandStore.prune(before: limit, limit: Self.pruneBatch, in: $0)
            }
            // One whose outcome was lost stays among the oldest and must not end the work.
            guard deleted > 0 else { return }
        }
    }

    /// Checks a payload as `send` does, for whoever sends it later and many times.
    ///
    /// - Throws: `CentralSystemError` (`.unknownAction`, `.invalidMember`).
    package static func check(_ action: OCPPAction, payload: JSONNode) throws(CentralSystemError) {
        guard let description = OCPP16Catalogue.centralSystemInitiated[action] else { throw unknown(action) }
        _ = try check(payload, description)
    }

    private static func unknown(_ action: OCPPAction) -> CentralSystemError {
        CentralSystemError(
            .unknownAction, "\(action.rawValue.prefix(64)) is not a request of OCPP 1.6 that a Central System sends")
    }

    /// - Throws: `CentralSystemError` with code `.commandNotFound`.
    package func get(_ id: Int64) async throws -> Command {
        guard let command = try await database.read({ try CommandStore.find(id, in: $0) }) else {
            throw CentralSystemError(.commandNotFound, "there is no command \(id)")
        }
        return command
    }

    /// Whether a command has no outcome yet, for other features inside a read or a write.
    package static func isPending(_ id: Int64, in connection: any SQLConnection) throws -> Bool {
        try CommandStore.find(id, in: connection)?.outcome == .pending
    }

    /// The commands of one charge point, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func list(chargePoint identity: String, _ page: PageRequest = PageRequest()) async throws -> Page<Command> {
        let before = try page.rowID()
        let found = try await database.read { connection in
            guard let key = try ChargePointService.key(of: identity, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity)
            }
            return try CommandStore.list(chargePointKey: key, before: before, limit: page.limit + 1, in: connection)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    private static func check(_ payload: JSONNode, _ description: MessageDescription) throws(CentralSystemError) -> [UInt8] {
        if let member = SecretMask.maskedMember(in: payload) {
            throw CentralSystemError(
                .invalidMember, member: member,
                "\(member) holds “\(SecretMask.hidden)”, which stands for a secret that is not shown; give the secret itself")
        }
        do {
            return try description.validate(payload)
        } catch {
            throw CentralSystemError(.invalidMember, member: error.member, error.phrase)
        }
    }

    private func record(
        _ action: OCPPAction, _ payload: [UInt8], for identity: String, requestedBy: String, alongside: Alongside?
    ) async throws -> (Command, CommandReference) {
        let observers = observers
        let command = Command(
            id: 0, chargePointId: identity, action: action, payload: payload, requestedAt: time.now(),
            requestedBy: requestedBy, outcome: .pending)
        return try await database.write { connection in
            guard let key = try ChargePointService.key(of: identity, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity)
            }
            var recorded = command
            recorded.id = try CommandStore.insert(command, chargePointKey: key, in: connection)
            let reference = CommandReference(
                id: recorded.id, chargePoint: ChargePointReference(key: key, identity: identity),
                requestedAt: command.requestedAt, requestedBy: requestedBy)
            try observers.recorded(action, payload, reference, in: connection)
            try alongside?(reference, connection)
            return (recorded, reference)
        }
    }

    private func perform(
        _ command: Command, _ reference: CommandReference, _ description: MessageDescription, timeout: Duration
    ) async -> Command {
        var command = command
        if let link = await connections.openedLink(to: command.chargePointId) {
            do {
                let reply = try await link.call(command.action, payload: command.payload, timeout: timeout)
                command.answer(with: reply, deviation: description.checkResponse(reply.payload))
            } catch {
                command.fail(with: error, at: time.now())
            }
        } else {
            command.outcome = .notConnected
        }
        command.hideEchoedSecrets()
        metrics.commands[command.outcome.rawValue].increment()
        if let error = command.error { metrics.callErrorsReceived[error.code.rawValue].increment() }
        noteDeviation(of: command)
        await save(command, reference)
        // The features have seen the answer as it came; whoever asked sees what is kept of it.
        command.response = command.response.map { SecretMask.masked($0, of: command.action) }
        return command
    }

    /// An answer that departs from the specification is the charge point's deviation as well as the command's.
    private func noteDeviation(of command: Command) {
        guard let deviation = command.deviation, let session = connections.session(command.chargePointId) else { return }
        session.deviations.note(DeviationRule(.nonconformingAnswer), "\(command.action): \(deviation)")
    }

    /// The charge point has acted already, so a failure to record is reported and not thrown.
    private func save(_ command: Command, _ reference: CommandReference) async {
        let now = time.now()
        let observers = observers
        do {
            try await database.write { connection in
                try CommandStore.save(command, in: connection)
                try observers.concluded(command, reference, at: now, in: connection)
            }
        } catch {
            failures.report(
                "A command's outcome could not be recorded", error,
                metadata: ["command.id": "\(command.id)", "command.outcome": "\(command.outcome)"])
        }
    }
}
