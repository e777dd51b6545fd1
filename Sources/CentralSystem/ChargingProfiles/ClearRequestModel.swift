package import OCPP16
package import OCPPJ

/// A ClearChargingProfile that was sent to a charge point, and what became of it.
package struct ClearRequest: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case requested, answered, unanswered
    }

    package var id: Int64
    package var commandId: Int64
    /// As sent.
    package var request: ClearChargingProfile
    package var state: State
    /// What the charge point answered: `Accepted`, or `Unknown` when it has no such profile.
    package var status: ClearChargingProfileStatus?
    /// The chargingProfileIds that it removed, by our record; of an `Unknown`, those that it should have.
    package var chargingProfileIds: [Int]
    /// What the operator should know, for people: no answer, or a record that differs from what the charge point says.
    package var note: String?
    package var requestedAt: Timestamp
    package var requestedBy: String
    package var concludedAt: Timestamp?
}
