public import OCPPJ

/// The actions of OCPP 1.6 with its security extension, by who sends them.
public enum OCPP16Catalogue {
    /// The actions that a charge point may send, in alphabetical order.
    public static let chargePointInitiated: [OCPPAction] = [
        Authorize.action,
        BootNotification.action,
        DataTransfer.action,
        DiagnosticsStatusNotification.action,
        FirmwareStatusNotification.action,
        Heartbeat.action,
        LogStatusNotification.action,
        MeterValues.action,
        SecurityEventNotification.action,
        SignCertificate.action,
        SignedFirmwareStatusNotification.action,
        StartTransaction.action,
        StatusNotification.action,
        StopTransaction.action,
    ]

    /// The requests that a Central System may send.
    public static let centralSystemInitiated: [OCPPAction: CommandDescription] = {
        let commands = [
            CommandDescription(CancelReservation.self),
            CommandDescription(CertificateSigned.self),
            CommandDescription(ChangeAvailability.self),
            CommandDescription(ChangeConfiguration.self),
            CommandDescription(ClearCache.self),
            CommandDescription(ClearChargingProfile.self),
            CommandDescription(DataTransfer.self),
            CommandDescription(DeleteCertificate.self),
            CommandDescription(ExtendedTriggerMessage.self),
            CommandDescription(GetCompositeSchedule.self),
            CommandDescription(GetConfiguration.self),
            CommandDescription(GetDiagnostics.self),
            CommandDescription(GetInstalledCertificateIds.self),
            CommandDescription(GetLocalListVersion.self),
            CommandDescription(GetLog.self),
            CommandDescription(InstallCertificate.self),
            CommandDescription(RemoteStartTransaction.self),
            CommandDescription(RemoteStopTransaction.self),
            CommandDescription(ReserveNow.self),
            CommandDescription(Reset.self),
            CommandDescription(SendLocalList.self),
            CommandDescription(SetChargingProfile.self),
            CommandDescription(SignedUpdateFirmware.self),
            CommandDescription(TriggerMessage.self),
            CommandDescription(UnlockConnector.self),
            CommandDescription(UpdateFirmware.self),
        ]
        return Dictionary(uniqueKeysWithValues: commands.map { ($0.action, $0) })
    }()
}
