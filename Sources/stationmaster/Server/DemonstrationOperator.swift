import CentralSystem
import Logging
import NIOCore
import OCPP16
import OCPPJ
import WebAPI

/// Does on the simulated charge points what operators do in a day: limits the charging of one, keeps a connector of another for a
/// guest, updates the firmware of a third, asks a fourth for its configuration, gives a fifth a certificate. So a newcomer finds
/// something under every resource.
struct DemonstrationOperator: Sendable {
    static let name = "demonstration"
    static let guest = "DEMO-GUEST"

    let centralSystem: CentralSystem
    let files: FileDirectory
    /// At least one; the more there are, the less happens on each.
    let identities: [String]
    /// The one that is taken to security profile 3; nil for none.
    let certified: String?
    let logger: Logger

    /// Acts once the charge points are there; then keeps a connector reserved until cancelled. What a charge point refuses shows
    /// as refused and is no failure.
    func run() async throws {
        try await untilConnected()
        await attempt("configuration") { try await readConfiguration(of: identity(1)) }
        await attempt("charging profile") { try await limitCharging(of: identity(0)) }
        await attempt("firmware") { try await updateFirmware(of: identity(2)) }
        if let certified { await attempt("certificate") { try await certify(certified) } }
        while !Task.isCancelled {
            await attempt("reservation") { try await reserve(at: identity(3)) }
            try await Task.sleep(for: .seconds(20))
        }
    }

    private func identity(_ index: Int) -> String { identities[index % identities.count] }

    private func untilConnected() async throws {
        while !identities.allSatisfy(centralSystem.connections.isConnected) { try await Task.sleep(for: .milliseconds(200)) }
        // They boot and report their connectors first.
        try await Task.sleep(for: .seconds(2))
    }

    private func attempt(_ what: String, _ action: () async throws -> Void) async {
        do {
            try await action()
        } catch is CancellationError {
            return
        } catch {
            logger.warning("The demonstration could not show something", metadata: ["what": "\(what)", "error": "\(error)"])
        }
    }

    private func readConfiguration(of identity: String) async throws {
        _ = try await centralSystem.commands.send(GetConfiguration(), to: identity, requestedBy: Self.name)
    }

    /// In the evening, when everybody cooks, 10 A on each phase have to do. The first charge point takes amperes.
    private func limitCharging(of identity: String) async throws {
        let midnight = Timestamp(rfc3339: "2026-01-05T00:00:00Z")
        let schedule = ChargingSchedule(
            duration: 86_400, startSchedule: midnight.map { DateTime($0) }, chargingRateUnit: .amperes,
            chargingSchedulePeriod: [
                ChargingSchedulePeriod(startPeriod: 0, limit: 32),
                ChargingSchedulePeriod(startPeriod: try Seconds(17 * 3600), limit: 10),
                ChargingSchedulePeriod(startPeriod: try Seconds(21 * 3600), limit: 32),
            ])
        _ = try await centralSystem.chargingProfiles.putTemplate(
            "Evening peak",
            ChargingProfileTemplateValues(
                note: "10 A from 17:00 to 21:00 UTC", stackLevel: 0, chargingProfilePurpose: .txDefaultProfile,
                chargingProfileKind: .recurring, recurrencyKind: .daily, validFromSeconds: -86_400,
                validForSeconds: 366 * 86_400, chargingSchedule: schedule))
        _ = try await centralSystem.chargingProfiles.install(
            ChargingProfileInstallation(connectorId: 0, content: .template("Evening peak")), on: identity,
            requestedBy: Self.name)
    }

    private func updateFirmware(of identity: String) async throws {
        let version = "2.0.0"
        var image = try await centralSystem.firmwareImages.list().items.first { $0.fileName == Self.firmwareName }
        if image == nil {
            var content: ByteBuffer? = ByteBuffer(string: "version: \(version)\n" + String(repeating: "firmware ", count: 20_000))
            let file = try await files.receive(upTo: 1 << 20, in: .firmware) {
                defer { content = nil }
                return content
            }
            image = try await centralSystem.firmwareImages.create(
                NewFirmwareImage(fileName: Self.firmwareName, version: version, vendor: "Stationmaster"), file)
        }
        guard let image else { return }
        _ = try await centralSystem.firmwareUpdates.start(
            NewFirmwareUpdate(chargePointId: identity, source: .image(image.id)), requestedBy: Self.name)
    }

    private static let firmwareName = "demonstration-2.0.0.bin"

    /// Has the charge point ask for a certificate, and use it once it has it: it then connects anew.
    private func certify(_ identity: String) async throws {
        let renewals = centralSystem.certificates.renewals
        let (_, renewal) = try await renewals.request(of: identity, requestedBy: Self.name)
        for _ in 0..<100 {
            switch try await renewals.get(renewal.id, chargePoint: identity).effectiveState(at: renewals.now()) {
            case .requested, .triggered, .requestReceived, .signed: try await Task.sleep(for: .milliseconds(100))
            case .installed, .inUse:
                _ = try await centralSystem.securityProfiles.raise(
                    to: .tlsWithClientCertificate, of: identity, requestedBy: Self.name)
                return
            case .refused, .unanswered, .timedOut: return
            }
        }
    }

    /// Keeps a free connector for the guest, unless one is kept already.
    private func reserve(at identity: String) async throws {
        let idTag = try IdToken(Self.guest)
        let active = try await centralSystem.reservations.list(ReservationFilter(chargePointID: identity, state: .active))
        guard active.items.isEmpty else { return }
        for connector in 1...2 {
            let result = try await centralSystem.reservations.reserve(
                NewReservation(connectorId: try ConnectorId(connector), idTag: idTag, expiry: .after(seconds: 600)),
                at: identity, requestedBy: Self.name)
            if result.reservation.state == .active { return }
        }
    }
}
