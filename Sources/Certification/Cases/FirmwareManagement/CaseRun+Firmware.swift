import OCPP16

/// The verbs of the cases of Firmware Management.
extension CaseRun {
    /// UpdateFirmware with the configured location, answered.
    func updateFirmware() async throws(CaseFailure) {
        let location = configuration.firmwareLocation
        let asked = try await ask(
            UpdateFirmware(location: AnyURI(location), retrieveDate: now), chosenByCentralSystem: ["retrieveDate"])
        try check("UpdateFirmware.req: location", asked.request.location.text, is: location)
        try await asked.answer(UpdateFirmwareResponse())
    }

    /// The new firmware is downloaded and installed, with a boot in between, and the charge point says how that ended.
    ///
    /// - Parameter connectors: those whose status is told before and after the boot.
    func installsFirmware(
        connectors: ClosedRange<Int>, ending end: FirmwareStatus
    ) async throws(CaseFailure) {
        try await firmwareStatus(.downloading)
        try await firmwareStatus(.downloaded)
        for connector in connectors { try await status(.unavailable, connector: connector) }
        try await firmwareStatus(.installing)
        try await boot()
        for connector in connectors { try await status(.available, connector: connector) }
        try await firmwareStatus(end)
    }

    func firmwareStatus(_ status: FirmwareStatus) async throws(CaseFailure) {
        try await chargePoint.send(FirmwareStatusNotification(status: status))
    }

    func diagnosticsStatus(_ status: DiagnosticsStatus) async throws(CaseFailure) {
        try await chargePoint.send(DiagnosticsStatusNotification(status: status))
    }
}
