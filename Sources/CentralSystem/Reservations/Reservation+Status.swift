import OCPP16
import OCPPJ

extension Reservation {
    /// What a connector's status means for this reservation.
    ///
    /// Faulted and Unavailable, of the connector or of the charge point as a whole, end it (OCPP 1.6, section 5.13). A connector
    /// that goes straight from Reserved to Available does so because the reservation expired or was cancelled (section 4.9,
    /// transition G1), so that ends it too, by the charge point's clock. Any other way to Available proves nothing: a charge
    /// point that boots reports Available first and may hold the reservation all the same.
    ///
    /// - Returns: whether anything changed.
    mutating func observe(_ report: Connector.Report, connectorId: Int, at moment: Timestamp) -> Bool {
        if let time = report.timestamp, time.advanced(bySeconds: Self.clockToleranceSeconds) < requestedAt { return false }
        let isOwn = self.connectorId == connectorId && connectorId != 0
        switch report.status {
        case .faulted, .unavailable:
            guard connectorId == 0 || isOwn else { return false }
            return fail(report, connectorId: connectorId, at: moment)
        case .reserved:
            guard isOwn, !isSeenReserved else { return false }
            isSeenReserved = true
            return true
        case .available:
            guard isOwn, isSeenReserved else { return false }
            isSeenReserved = false
            if state == .active { release(at: moment) }
            return true
        default:
            guard isOwn, isSeenReserved else { return false }
            isSeenReserved = false
            return true
        }
    }

    private mutating func fail(_ report: Connector.Report, connectorId: Int, at moment: Timestamp) -> Bool {
        let place = connectorId == 0 ? "the charge point" : "connector \(connectorId)"
        let error = report.errorCode == .noError ? "" : " (\(report.errorCode.rawValue))"
        let text = "\(place) became \(report.status.rawValue)\(error)"
        switch state {
        case .active where moment < expiryDate: end(.faulted, at: moment, text)
        case .requested: overtaking = Overtaking(state: .faulted, at: moment, explanation: text)
        default: return false
        }
        return true
    }

    private mutating func release(at moment: Timestamp) {
        let text = "connector \(connectorId) went from Reserved to Available"
        switch cancellation?.outcome {
        case .pending:
            // Its answer is on the way and will say so.
            return
        case .unanswered:
            end(.cancelled, at: moment, "\(text) after a CancelReservation that was not answered")
        default:
            guard moment < expiryDate else { return end(.expired, at: expiryDate) }
            if expiryDate.seconds(since: moment) > Double(Self.earlySeconds) {
                flag(.releasedEarly, "\(text) before \(expiryDate.rfc3339)", at: moment)
            }
            end(.expired, at: moment, text)
        }
    }
}
