package import OCPP16
package import OCPPJ

/// What a charge point was last asked about the availability of a connector, and what came of it (OCPP 1.6, section 5.2).
package struct ConnectorAvailability: Hashable, Sendable {
    /// 0 is the charge point with all its connectors.
    package var connectorId: Int
    package var type: AvailabilityType
    package var state: AvailabilityState
    package var requestedAt: Timestamp
    package var requestedBy: String
    package var commandId: Int64
    /// When the charge point answered.
    package var answeredAt: Timestamp?
    /// When the change came into force: with the answer, or later for a scheduled one.
    package var fulfilledAt: Timestamp?
    /// What is in force by the last change that was made; nil when none was made that we know of.
    package var inForce: AvailabilityType?
    /// More about its state, for people.
    package var text: String?
}

package enum AvailabilityState: String, CaseIterable, Sendable {
    /// Sent, or about to be; not answered yet.
    case requested = "Requested"
    /// The change is made when the transaction in progress has ended.
    case scheduled = "Scheduled"
    /// The change is made.
    case inForce = "InForce"
    /// The change is not made.
    case rejected = "Rejected"
    /// There is no usable answer; the text tells why.
    case unanswered = "Unanswered"
}

extension ConnectorAvailability {
    /// The newer one of what was asked of a connector and of the whole charge point, as it stands for the connector: of a change
    /// to the whole charge point, a connector without a transaction has its part done at once.
    ///
    /// - Parameters:
    ///   - own: what was asked of the connector.
    ///   - whole: what was asked of connector 0.
    ///   - report: the connector's last status.
    package static func effective(
        own: ConnectorAvailability?, whole: ConnectorAvailability?, report: Connector.Report?
    ) -> ConnectorAvailability? {
        guard var newest = [own, whole].compactMap({ $0 }).max(by: { $0.commandId < $1.commandId }) else { return nil }
        if newest.state == .scheduled, let report, report.receivedAt >= newest.requestedAt,
            AvailabilityRules.fulfils(newest.type, report.status)
        {
            newest.state = .inForce
            newest.fulfilledAt = report.receivedAt
        }
        return newest
    }
}

/// What came of the last UnlockConnector for a connector (OCPP 1.6, section 5.18).
package struct ConnectorUnlock: Hashable, Sendable {
    package var connectorId: Int
    package var commandId: Int64
    package var outcome: CommandOutcome
    /// `Unlocked`, `UnlockFailed` or `NotSupported`; nil when there is no usable answer.
    package var status: UnlockStatus?
    package var requestedAt: Timestamp
    package var answeredAt: Timestamp?
    /// Why there is no usable answer, for people.
    package var text: String?
}

/// When a status shows that a change of availability is made.
enum AvailabilityRules {
    /// Every status but Unavailable shows that a connector is operative, except Faulted, which tells nothing.
    static func fulfils(_ type: AvailabilityType, _ status: ChargePointStatus) -> Bool {
        switch type {
        case .inoperative: status == .unavailable
        case .operative: status != .unavailable && status != .faulted
        }
    }
}
