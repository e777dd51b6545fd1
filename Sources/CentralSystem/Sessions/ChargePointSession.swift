import OCPPJ
import OCPP16
import Persistence
import Synchronization

/// One connection of one charge point: takes its CALLs to their handlers and knows what is true of the connection now.
///
/// There is one of these per connection, so it holds as little as possible; what all share is in the environment.
package final class ChargePointSession: Sendable {
    private struct State {
        var link: (any ChargePointLink)?
        var registrationStatus: RegistrationStatus
        var settings: ChargePointSettings
        var connectedAt: Timestamp
    }

    /// In place of a clock offset that was never observed.
    private static let noOffset = Int64.min

    package let chargePoint: ChargePointReference
    let environment: SessionEnvironment
    private let remoteAddress: String
    private let subprotocol: String?
    let security: ConnectionSecurity
    /// What the message log must not show of the answer to come.
    let answerSecrets = AnswerSecrets()
    private let state: Mutex<State>
    /// Milliseconds of the last frame received, and of the same when it was last handed to the database.
    private let lastSeenMilliseconds: Atomic<Int64>
    private let lastSeenWritten: Atomic<Int64>
    private let clockOffset = Atomic<Int64>(noOffset)
    private let clockOffsetWritten = Atomic<Int64>(noOffset)

    init(
        chargePoint: ChargePointReference, registrationStatus: RegistrationStatus, settings: ChargePointSettings,
        remoteAddress: String, subprotocol: String?, security: ConnectionSecurity,
        environment: SessionEnvironment
    ) {
        self.chargePoint = chargePoint
        self.environment = environment
        self.remoteAddress = remoteAddress
        self.subprotocol = subprotocol
        self.security = security
        let now = environment.time.now()
        state = Mutex(State(registrationStatus: registrationStatus, settings: settings, connectedAt: now))
        lastSeenMilliseconds = Atomic(now.milliseconds)
        lastSeenWritten = Atomic(now.milliseconds)
    }

    /// Nil until the connection is up.
    var link: (any ChargePointLink)? { state.withLock { $0.link } }

    var lastSeen: Timestamp { Timestamp(milliseconds: lastSeenMilliseconds.load(ordering: .relaxed)) }

    /// The charge point's clock minus ours, as last observed on this connection.
    var clockOffsetMilliseconds: Int64? {
        let offset = clockOffset.load(ordering: .relaxed)
        return offset == Self.noOffset ? nil : offset
    }

    /// The connection in facts, as open.
    var connectionRecord: ConnectionRecord {
        ConnectionRecord(
            connectedAt: state.withLock { $0.connectedAt }, remoteAddress: remoteAddress, subprotocol: subprotocol,
            security: security, isOpen: true)
    }

    var deviations: DeviationRecorder {
        DeviationRecorder(chargePointKey: chargePoint.key, ledger: environment.deviations)
    }

    /// Registration status and settings as an operator has just changed them.
    func adopt(registrationStatus: RegistrationStatus, settings: ChargePointSettings, connection: ConnectionSettings) {
        let link = state.withLock { state in
            state.registrationStatus = registrationStatus
            state.settings = settings
            return state.link
        }
        link?.apply(connection)
    }

    func adopt(registrationStatus: RegistrationStatus) {
        state.withLock { $0.registrationStatus = registrationStatus }
    }

    /// Remembers the way to the charge point and the moment it came about.
    func connected(by link: any ChargePointLink, at time: Timestamp) {
        state.withLock { state in
            state.link = link
            state.connectedAt = time
        }
        heard(at: time)
    }

    func heard(at time: Timestamp) {
        lastSeenMilliseconds.store(time.milliseconds, ordering: .relaxed)
    }

    func noteClockOffset(milliseconds: Int64) {
        clockOffset.store(milliseconds, ordering: .relaxed)
    }

    /// Registration status and settings, read together.
    func snapshot() -> (registrationStatus: RegistrationStatus, settings: ChargePointSettings) {
        state.withLock { ($0.registrationStatus, $0.settings) }
    }

    /// What changed since this was last asked; nil when nothing did.
    func takeChanges() -> ConnectionChanges? {
        let seen = lastSeenMilliseconds.load(ordering: .relaxed)
        let offset = clockOffset.load(ordering: .relaxed)
        let isSeen = lastSeenWritten.exchange(seen, ordering: .relaxed) != seen
        let isOffset = clockOffsetWritten.exchange(offset, ordering: .relaxed) != offset
        guard isSeen || isOffset else { return nil }
        return ConnectionChanges(
            lastSeen: isSeen ? Timestamp(milliseconds: seen) : nil, clockOffset: isOffset ? offset : nil)
    }
}
