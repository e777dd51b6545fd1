import Logging
package import OCPPJ
package import Persistence

/// A feature that follows one action which the Central System sends, whoever asked for it: an operator through the generic
/// endpoint, a feature's own resource, or a bulk operation.
///
/// Both methods are called inside the write that records the command or its outcome, so what a feature keeps is as durable as the
/// command itself. They never throw for reasons of the domain, because nothing that an operator sends is refused; what they throw
/// is a failure of the database. Any other error is reported and otherwise ignored.
///
/// A message from the charge point may overtake the outcome that caused it: a StartTransaction may be recorded before the
/// `RemoteStartTransaction.conf` that came before it. A feature therefore takes a row that is only requested for one that may have
/// been accepted, and `concluded` never throws a later state back.
package protocol CommandObserver: Sendable {
    /// The request, which brings its action and its confirmation along.
    associatedtype Request: OCPPRequest

    /// The command was recorded and is about to be sent.
    func recorded(_ request: Request, _ command: CommandReference, in connection: any SQLConnection) throws

    /// The command's outcome is known.
    func concluded(
        _ request: Request, _ conclusion: CommandConclusion<Request.Response>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws
}

extension CommandObserver {
    package func recorded(_ request: Request, _ command: CommandReference, in connection: any SQLConnection) throws {}
}

/// Which features follow which action. Filled once, when the program starts.
package struct CommandObserverTable: Sendable {
    /// An observer of any type behind one interface: the payload of a request in JSON.
    private struct Registered: Sendable {
        let recorded: @Sendable ([UInt8], CommandReference, any SQLConnection) throws -> Void
        let concluded: @Sendable (Command, CommandReference, Timestamp, any SQLConnection) throws -> Void
    }

    private var observers: [OCPPAction: [Registered]] = [:]
    private let failures: FailureLog

    /// - Parameter failures: learns of the faults of observers.
    init(failures: FailureLog) {
        self.failures = failures
    }

    /// Adds a feature behind those that follow the same action already.
    package mutating func register<Observer: CommandObserver>(_ observer: Observer) {
        observers[Observer.Request.action, default: []].append(
            Registered(
                recorded: { payload, command, connection in
                    guard let request = Self.decode(Observer.Request.self, payload) else { return }
                    try observer.recorded(request, command, in: connection)
                },
                concluded: { command, reference, time, connection in
                    guard let request = Self.decode(Observer.Request.self, command.payload) else { return }
                    let conclusion = command.conclusion(of: Observer.Request.self, at: time)
                    try observer.concluded(request, conclusion, reference, in: connection)
                }))
    }

    func recorded(
        _ action: OCPPAction, _ payload: [UInt8], _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        for observer in observers[action] ?? [] {
            try attempt(action, command) { try observer.recorded(payload, command, connection) }
        }
    }

    func concluded(
        _ command: Command, _ reference: CommandReference, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        for observer in observers[command.action] ?? [] {
            try attempt(command.action, reference) { try observer.concluded(command, reference, time, connection) }
        }
    }

    private func attempt(_ action: OCPPAction, _ command: CommandReference, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as DatabaseError {
            throw error
        } catch {
            failures.report(
                "A feature could not follow a command", error,
                metadata: ["command.id": "\(command.id)", "command.action": "\(action.rawValue)"])
        }
    }

    /// The payload was checked before it was recorded, so it decodes; a masked secret of an interrupted command may not.
    private static func decode<Request: OCPPRequest>(_ type: Request.Type, _ payload: [UInt8]) -> Request? {
        guard let node = try? JSONNode.parse(payload) else { return nil }
        return try? PayloadDecoder.decode(Request.self, from: node)
    }
}
