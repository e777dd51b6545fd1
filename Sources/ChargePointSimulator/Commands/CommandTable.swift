import OCPP16
import OCPPJ

/// Which CALLs of the Central System the charge point knows, and what it does with each.
///
/// What is not in the table is answered with NotImplemented, as by any charge point that never heard of it: the messages of
/// the security extension are that here.
enum CommandTable {
    typealias Entry = @Sendable (inout ChargePointBehaviour, JSONNode, Timestamp) throws -> [UInt8]

    static let entries: [OCPPAction: Entry] = Dictionary(
        uniqueKeysWithValues: core + remoteTrigger + unsupported)

    private static let core = [
        entry(ChangeAvailability.self) { $0.changeAvailability($1, at: $2) },
        entry(ChangeConfiguration.self) { $0.changeConfiguration($1, at: $2) },
        entry(ClearCache.self) { behaviour, _, _ in behaviour.clearCache() },
        // No vendor's extension is known here.
        entry(DataTransfer.self) { _, _, _ in DataTransferResponse(status: .unknownVendorId) },
        entry(GetConfiguration.self) { behaviour, request, _ in behaviour.getConfiguration(request) },
        entry(RemoteStartTransaction.self) { $0.remoteStart($1, at: $2) },
        entry(RemoteStopTransaction.self) { $0.remoteStop($1, at: $2) },
        entry(Reset.self) { $0.reset($1, at: $2) },
        entry(UnlockConnector.self) { $0.unlock($1, at: $2) },
    ]

    private static let remoteTrigger = [
        entry(TriggerMessage.self) { $0.trigger($1, at: $2) }
    ]

    /// Feature profiles that the charge point does not have: where the specification has a status that says so, that is
    /// the answer, else a CALLERROR.
    private static let unsupported = [
        entry(ReserveNow.self) { _, _, _ in ReserveNowResponse(status: .rejected) },
        entry(CancelReservation.self) { _, _, _ in CancelReservationResponse(status: .rejected) },
        entry(GetLocalListVersion.self) { _, _, _ in GetLocalListVersionResponse(listVersion: -1) },
        entry(SendLocalList.self) { _, _, _ in SendLocalListResponse(status: .notSupported) },
        entry(SetChargingProfile.self) { _, _, _ in SetChargingProfileResponse(status: .notSupported) },
        entry(ClearChargingProfile.self) { _, _, _ in ClearChargingProfileResponse(status: .unknown) },
        entry(GetCompositeSchedule.self) { _, _, _ in GetCompositeScheduleResponse(status: .rejected) },
        entry(GetDiagnostics.self) { _, _, _ in throw notSupported("FirmwareManagement") },
        entry(UpdateFirmware.self) { _, _, _ in throw notSupported("FirmwareManagement") },
    ]

    private static func notSupported(_ profile: String) -> CallError {
        CallError(.notSupported, "this charge point has no \(profile) profile")
    }

    private static func entry<Request: OCPPRequest>(
        _ type: Request.Type,
        _ perform: @escaping @Sendable (inout ChargePointBehaviour, Request, Timestamp) throws -> Request.Response
    ) -> (OCPPAction, Entry) {
        let entry: Entry = { behaviour, payload, now in
            let request = try PayloadDecoder.decode(Request.self, from: payload)
            return try PayloadEncoder.encode(perform(&behaviour, request, now))
        }
        return (Request.action, entry)
    }
}
