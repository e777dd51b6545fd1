package import OCPPJ
package import Persistence
import OCPP16

/// What the central system counts. Reading and counting need no lock.
package final class CentralSystemMetrics: Sendable {
    /// CALLs from charge points, by action.
    package let callsReceived: CounterFamily
    /// CALLs to charge points, by action.
    package let callsSent: CounterFamily
    /// CALLERRORs that we answered with, by code.
    package let callErrorsSent: CounterFamily
    /// CALLERRORs that charge points answered with, by code.
    package let callErrorsReceived: CounterFamily
    /// Commands, by outcome.
    package let commands: CounterFamily
    /// Text frames received and sent.
    package let framesReceived = Counter()
    package let framesSent = Counter()
    /// Connections admitted since the start.
    package let connectionsOpened = Counter()
    /// Connections that ended since the start.
    package let connectionsClosed = Counter()
    /// Connections that a newer one of the same charge point took over from.
    package let connectionsSuperseded = Counter()
    /// Upgrades refused, by HTTP status.
    package let connectionsRefused: CounterFamily
    /// Connections closed before their upgrade, by cause.
    package let connectionsDropped = CounterFamily(labels: DroppedConnection.allCases.map(\.rawValue))
    /// TLS handshakes that failed.
    package let handshakeFailures = Counter()
    /// StartTransactions and StopTransactions that were answered, repeats included.
    package let transactionsStarted = Counter()
    package let transactionsStopped = Counter()
    /// Security events that charge points reported, by type as the whitepaper spells it, and those of them that it calls critical.
    package let securityEvents = CounterFamily(labels: SecurityEventType.knownNames)
    package let criticalSecurityEvents = Counter()
    /// Frames written to the message log, and frames that found no room in its buffer.
    package let messagesLogged = Counter()
    package let messagesDropped = Counter()
    /// Certificates of charge points that expire soon, or have expired, and have no successor in use.
    package let certificatesExpiring = Gauge()

    private let handling: [OCPPAction: Histogram]
    private let database: any Database

    package init(database: any Database) {
        self.database = database
        let inbound = OCPP16Catalogue.chargePointInitiated
        callsReceived = CounterFamily(labels: inbound.map(\.rawValue))
        callsSent = CounterFamily(labels: OCPP16Catalogue.centralSystemInitiated.keys.map(\.rawValue))
        let codes: [CallErrorCode] = [
            .notImplemented, .notSupported, .internalError, .protocolError, .securityError, .formationViolation,
            .propertyConstraintViolation, .occurenceConstraintViolation, .typeConstraintViolation, .genericError,
        ]
        callErrorsSent = CounterFamily(labels: codes.map(\.rawValue))
        callErrorsReceived = CounterFamily(labels: codes.map(\.rawValue))
        commands = CounterFamily(labels: CommandOutcome.allCases.map(\.rawValue))
        connectionsRefused = CounterFamily(labels: ["400", "401", "403", "404", "429", "503"])
        handling = Dictionary(uniqueKeysWithValues: inbound.map { ($0, Histogram()) })
    }

    /// Connections open now.
    package var connectionsOpen: Int { connectionsOpened.value - connectionsClosed.value }

    /// How long CALLs of an action took from the parsed frame to the answer, the commit included; nil for an unknown action.
    package func handlingTime(of action: OCPPAction) -> Histogram? { handling[action] }

    /// All handling times, ordered by action.
    package var handlingTimes: [(action: OCPPAction, histogram: Histogram)] {
        handling.map { (action: $0.key, histogram: $0.value) }.sorted { $0.action.rawValue < $1.action.rawValue }
    }

    /// What the database counted.
    package var databaseStatistics: DatabaseStatistics { database.statistics() }
}
