import OCPP16
import OCPPJ

/// Every message of OCPP 1.6: the first byte picks one, the rest is its payload. What decodes encodes to something that decodes to
/// an equal value; and what an operator may send is JSON.
struct MessageTarget: FuzzTarget {
    private typealias Round = @Sendable (JSONNode) -> Void

    /// A request and its confirmation each, in alphabetical order: the seeds in the corpus count on it.
    private static let pairs: [[Round]] = [
        Self.pair(Authorize.self),
        Self.pair(BootNotification.self),
        Self.pair(CancelReservation.self),
        Self.pair(CertificateSigned.self),
        Self.pair(ChangeAvailability.self),
        Self.pair(ChangeConfiguration.self),
        Self.pair(ClearCache.self),
        Self.pair(ClearChargingProfile.self),
        Self.pair(DataTransfer.self),
        Self.pair(DeleteCertificate.self),
        Self.pair(DiagnosticsStatusNotification.self),
        Self.pair(ExtendedTriggerMessage.self),
        Self.pair(FirmwareStatusNotification.self),
        Self.pair(GetCompositeSchedule.self),
        Self.pair(GetConfiguration.self),
        Self.pair(GetDiagnostics.self),
        Self.pair(GetInstalledCertificateIds.self),
        Self.pair(GetLocalListVersion.self),
        Self.pair(GetLog.self),
        Self.pair(Heartbeat.self),
        Self.pair(InstallCertificate.self),
        Self.pair(LogStatusNotification.self),
        Self.pair(MeterValues.self),
        Self.pair(RemoteStartTransaction.self),
        Self.pair(RemoteStopTransaction.self),
        Self.pair(ReserveNow.self),
        Self.pair(Reset.self),
        Self.pair(SecurityEventNotification.self),
        Self.pair(SendLocalList.self),
        Self.pair(SetChargingProfile.self),
        Self.pair(SignCertificate.self),
        Self.pair(SignedFirmwareStatusNotification.self),
        Self.pair(SignedUpdateFirmware.self),
        Self.pair(StartTransaction.self),
        Self.pair(StatusNotification.self),
        Self.pair(StopTransaction.self),
        Self.pair(TriggerMessage.self),
        Self.pair(UnlockConnector.self),
        Self.pair(UpdateFirmware.self),
    ]

    private let rounds = Self.pairs.flatMap(\.self)
    private let commands = OCPP16Catalogue.centralSystemInitiated.values.sorted { $0.action.rawValue < $1.action.rawValue }

    func test(_ bytes: [UInt8]) {
        guard let first = bytes.first, let payload = try? JSONNode.parse(Array(bytes.dropFirst())) else { return }
        let choice = Int(first)
        if choice < rounds.count {
            rounds[choice](payload)
        } else {
            strict(commands[(choice - rounds.count) % commands.count], payload)
        }
    }

    private static func pair<Request: OCPPRequest>(_: Request.Type) -> [Round] {
        [round(Request.self), round(Request.Response.self)]
    }

    private static func round<Payload: Codable & Hashable & SendableMetatype>(_: Payload.Type) -> Round {
        { node in
            let value: Payload
            do throws(PayloadError) {
                value = try PayloadDecoder.decode(Payload.self, from: node)
            } catch {
                expect(!error.description.isEmpty && !error.code.rawValue.isEmpty, "a refusal says why")
                return
            }
            guard let bytes = try? PayloadEncoder.encode(value), let again = try? JSONNode.parse(bytes),
                let second = try? PayloadDecoder.decode(Payload.self, from: again)
            // The fuzzer reports a process that ends, and keeps the input.
            else { fatalError("broken: what decoded as \(Payload.self) encodes and decodes") }
            expect(second == value, "\(Payload.self) survives a round: \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private func strict(_ command: MessageDescription, _ payload: JSONNode) {
        _ = command.checkResponse(payload)
        guard let bytes = try? command.validate(payload) else { return }
        // Ends the process, which is how a fuzzer is told of a finding.
        guard let again = try? JSONNode.parse(bytes) else { fatalError("broken: what is sent is JSON") }
        expect(try command.validate(again) == bytes, "what may be sent may be sent again: \(String(decoding: bytes, as: UTF8.self))")
    }
}
