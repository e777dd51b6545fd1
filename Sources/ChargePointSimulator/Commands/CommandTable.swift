import OCPP16
import OCPPJ

/// Which CALLs of the Central System the charge point knows, and what it does with each.
///
/// What is not in the table is answered with NotImplemented, as by any charge point that never heard of it. The messages of
/// the security whitepaper have a table of their own, which not all charge points know.
enum CommandTable {
    typealias Answer = @Sendable (inout ChargePointBehaviour, JSONNode, Timestamp) throws -> [UInt8]

    struct Command: Sendable {
        let profile: FeatureProfile
        let perform: Answer
        /// The answer of a charge point without the feature profile: where the specification has a status that says so,
        /// that is it, else a CALLERROR.
        let refuse: Answer
    }

    static let entries: [OCPPAction: Command] = Dictionary(uniqueKeysWithValues: core + optional)

    private static let core = [
        command(.core, ChangeAvailability.self) { $0.changeAvailability($1, at: $2) },
        command(.core, ChangeConfiguration.self) { $0.changeConfiguration($1, at: $2) },
        command(.core, ClearCache.self) { behaviour, _, _ in behaviour.clearCache() },
        command(.core, DataTransfer.self) { $0.dataTransfer($1, at: $2) },
        command(.core, GetConfiguration.self) { behaviour, request, _ in try behaviour.getConfiguration(request) },
        command(.core, RemoteStartTransaction.self) { $0.remoteStart($1, at: $2) },
        command(.core, RemoteStopTransaction.self) { $0.remoteStop($1, at: $2) },
        command(.core, Reset.self) { $0.reset($1, at: $2) },
        command(.core, UnlockConnector.self) { $0.unlock($1, at: $2) },
    ]

    private static let optional = [
        command(.firmwareManagement, GetDiagnostics.self) { $0.getDiagnostics($1, at: $2) },
        command(.firmwareManagement, UpdateFirmware.self) { try $0.updateFirmware($1, at: $2) },
        command(.localAuthListManagement, GetLocalListVersion.self, GetLocalListVersionResponse(listVersion: -1)) {
            behaviour, _, _ in behaviour.getLocalListVersion()
        },
        command(.localAuthListManagement, SendLocalList.self, SendLocalListResponse(status: .notSupported)) {
            behaviour, request, _ in behaviour.sendLocalList(request)
        },
        command(.reservation, ReserveNow.self, ReserveNowResponse(status: .rejected)) { $0.reserveNow($1, at: $2) },
        command(.reservation, CancelReservation.self, CancelReservationResponse(status: .rejected)) {
            $0.cancelReservation($1, at: $2)
        },
        command(.smartCharging, SetChargingProfile.self) { try $0.setChargingProfile($1, at: $2) },
        command(.smartCharging, ClearChargingProfile.self, ClearChargingProfileResponse(status: .unknown)) {
            $0.clearChargingProfile($1, at: $2)
        },
        command(.smartCharging, GetCompositeSchedule.self, GetCompositeScheduleResponse(status: .rejected)) {
            $0.getCompositeSchedule($1, at: $2)
        },
        command(.remoteTrigger, TriggerMessage.self, TriggerMessageResponse(status: .notImplemented)) {
            $0.trigger($1, at: $2)
        },
    ]

    /// - Parameter refusal: what a charge point without the profile answers; nil for CALLERROR NotSupported (for
    ///   SetChargingProfile: erratum 3.39).
    static func command<Request: OCPPRequest>(
        _ profile: FeatureProfile, _ type: Request.Type, _ refusal: Request.Response? = nil,
        _ perform: @escaping @Sendable (inout ChargePointBehaviour, Request, Timestamp) throws -> Request.Response
    ) -> (OCPPAction, Command) {
        let answer: Answer = { behaviour, payload, now in
            let request = try PayloadDecoder.decode(Request.self, from: payload)
            return try PayloadEncoder.encode(perform(&behaviour, request, now))
        }
        let refuse: Answer = { _, _, _ in
            guard let refusal else {
                throw CallError(.notSupported, "this charge point has no \(profile.rawValue) profile")
            }
            return try PayloadEncoder.encode(refusal)
        }
        return (Request.action, Command(profile: profile, perform: answer, refuse: refuse))
    }
}
