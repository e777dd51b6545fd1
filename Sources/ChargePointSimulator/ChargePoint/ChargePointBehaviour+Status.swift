import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// Tells the Central System the status of a connector if it is another than it was told last.
    ///
    /// What happens at one connector can decide about others, when one of them is to be kept free for somebody.
    mutating func announce(_ index: Int, at now: Timestamp, info: String? = nil) {
        markReserved()
        tell(index, at: now, info: info)
        guard !reservations.isEmpty else { return }
        for other in connectors.indices where other != index { tell(other, at: now) }
    }

    /// Offline nothing is kept: the status that holds when the charge point is online again is told then.
    mutating func tell(_ index: Int, at now: Timestamp, info: String? = nil) {
        let status = connectors[index].status
        guard isOnline, connectors[index].reported != status else { return }
        connectors[index].reported = status
        outbox.append(.status(statusNotification(of: index, at: now, info: info)))
    }

    /// The same for the charge point as a whole.
    mutating func announceChargePoint(at now: Timestamp) {
        guard isOnline, reported != chargePointStatus else { return }
        reported = chargePointStatus
        outbox.append(.status(statusNotification(0, chargePointStatus, at: now)))
    }

    /// Tells whatever the Central System does not know yet.
    mutating func reportStatuses(at now: Timestamp) {
        announceChargePoint(at: now)
        for index in connectors.indices { announce(index, at: now) }
    }

    /// The status of connector 0.
    var chargePointStatus: ChargePointStatus {
        availability.isOperative && !connectors.allSatisfy(\.isUpdating) ? .available : .unavailable
    }

    /// The present status of a connector, with what is broken there.
    func statusNotification(of index: Int, at now: Timestamp, info: String? = nil) -> StatusNotification {
        let connector = connectors[index]
        return statusNotification(
            connector.number, connector.status, at: now, errorCode: connector.fault ?? .noError, info: info)
    }

    func statusNotification(
        _ connector: Int, _ status: ChargePointStatus, at now: Timestamp, errorCode: ChargePointErrorCode = .noError,
        info: String? = nil
    ) -> StatusNotification {
        StatusNotification(
            connectorId: connectorId(connector), errorCode: errorCode, status: status,
            info: info.map { CiString(truncating: $0) }, timestamp: dated(now))
    }

    /// A connector's number as the messages want it.
    func connectorId(_ number: Int) -> ConnectorId {
        ConnectorId(integerLiteral: Int32(clamping: max(0, number)))
    }
}
