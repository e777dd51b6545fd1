public import OCPPJ

/// The actions of OCPP 1.6 with its security extension, by who sends them.
public enum OCPP16Catalogue {
    /// The requests that a charge point may send, in alphabetical order.
    public static let chargePointMessages: [MessageDescription] = [
        MessageDescription(Authorize.self),
        MessageDescription(BootNotification.self),
        MessageDescription(DataTransfer.self),
        MessageDescription(DiagnosticsStatusNotification.self),
        MessageDescription(FirmwareStatusNotification.self),
        MessageDescription(Heartbeat.self),
        MessageDescription(LogStatusNotification.self),
        MessageDescription(MeterValues.self),
        MessageDescription(SecurityEventNotification.self),
        MessageDescription(SignCertificate.self),
        MessageDescription(SignedFirmwareStatusNotification.self),
        MessageDescription(StartTransaction.self),
        MessageDescription(StatusNotification.self),
        MessageDescription(StopTransaction.self),
    ]

    /// The actions that a charge point may send, in alphabetical order.
    public static let chargePointInitiated: [OCPPAction] = chargePointMessages.map(\.action)

    /// The requests that a Central System may send.
    public static let centralSystemInitiated: [OCPPAction: MessageDescription] = {
        let commands = [
            MessageDescription(CancelReservation.self),
            MessageDescription(CertificateSigned.self),
            MessageDescription(ChangeAvailability.self),
            MessageDescription(ChangeConfiguration.self),
            MessageDescription(ClearCache.self),
            MessageDescription(ClearChargingProfile.self),
            MessageDescription(DataTransfer.self),
            MessageDescription(DeleteCertificate.self),
            MessageDescription(ExtendedTriggerMessage.self),
            MessageDescription(GetCompositeSchedule.self),
            MessageDescription(GetConfiguration.self),
            MessageDescription(GetDiagnostics.self),
            MessageDescription(GetInstalledCertificateIds.self),
            MessageDescription(GetLocalListVersion.self),
            MessageDescription(GetLog.self),
            MessageDescription(InstallCertificate.self),
            MessageDescription(RemoteStartTransaction.self),
            MessageDescription(RemoteStopTransaction.self),
            MessageDescription(ReserveNow.self),
            MessageDescription(Reset.self),
            MessageDescription(SendLocalList.self),
            MessageDescription(SetChargingProfile.self),
            MessageDescription(SignedUpdateFirmware.self),
            MessageDescription(TriggerMessage.self),
            MessageDescription(UnlockConnector.self),
            MessageDescription(UpdateFirmware.self),
        ]
        return Dictionary(uniqueKeysWithValues: commands.map { ($0.action, $0) })
    }()

    /// Every message, whoever sends it; `DataTransfer` is the same in both directions.
    public static let messages: [OCPPAction: MessageDescription] = centralSystemInitiated.merging(
        chargePointMessages.map { ($0.action, $0) }) { first, _ in first }
}
