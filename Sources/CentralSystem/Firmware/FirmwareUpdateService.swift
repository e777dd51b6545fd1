import OCPP16
package import OCPPJ
import Persistence

/// The verbs on firmware updates.
///
/// Storage failures come as `DatabaseError`.
package struct FirmwareUpdateService: Sendable {
    let database: any Database
    let time: any TimeSource
    let commands: CommandService
    let files: FileExchange
    let settings: FileExchangeSettings
    let signer: FirmwareSigner

    /// The time that states are judged at.
    package func now() -> Timestamp { time.now() }

    /// Sends UpdateFirmware, or SignedUpdateFirmware, and waits for its outcome. The update exists from the moment that it is recorded, whatever the outcome.
    ///
    /// - Parameter timeout: how long to wait for the answer; nil for the default.
    /// - Throws: `FileExchangeError` (`.notFound`: no such image or key; `.unavailable`; `.invalidMember`; `.conflict`: another
    ///   update of the charge point has this request id), `CentralSystemError` (`.chargePointNotFound`; `.invalidMember` for a
    ///   location that is no URL).
    package func start(
        _ new: NewFirmwareUpdate, requestedBy: String, timeout: Duration? = nil
    ) async throws -> (command: Command, update: FirmwareUpdate) {
        try await start(new, requestedBy: requestedBy, timeout: timeout, campaign: nil, alongside: { _, _ in })
    }

    /// - Parameter alongside: writes more in the write that records the update.
    func start(
        _ new: NewFirmwareUpdate, requestedBy: String, timeout: Duration? = nil, campaign: Int64?,
        alongside: @escaping @Sendable (FirmwareUpdate, any SQLConnection) throws -> Void
    ) async throws -> (command: Command, update: FirmwareUpdate) {
        let retrieveDate = new.retrieveDate ?? time.now()
        let token = FileToken.generate()
        let location: String
        switch new.source {
        case .image(let id):
            let image = try await database.read { try FirmwareImageService.find(id, in: $0) }
            location = try files.url("/firmware/\(token)/\(image.urlName)")
        case .location(let url):
            location = url
        }
        let order = UpdateFirmware(
            location: AnyURI(location), retries: try Self.retries(new.retries), retrieveDate: DateTime(retrieveDate),
            retryInterval: try new.retryIntervalSeconds.map { try Seconds($0) })
        let signature: FirmwareSignature? =
            if let signing = new.signing { try await signer.signature(for: signing, of: new.source) } else { nil }
        let lifetime = settings.urlLifetimeSeconds
        let complete: CommandService.Alongside = { command, connection in
            if let signature {
                try RequestIDs.check(new.requestId, of: command, in: connection)
                try FirmwareUpdateStore.complete(command: command.id, signature, in: connection)
            }
            var version = new.version
            if case .image(let id) = new.source {
                // It may have been deleted a moment ago.
                let image = try FirmwareImageService.find(id, in: connection)
                version = version ?? image.version
                let expiresAt = max(retrieveDate, command.requestedAt).advanced(bySeconds: lifetime)
                try FirmwareUpdateStore.attach(
                    image, token: token, expiresAt: expiresAt, command: command.id, in: connection)
            }
            try FirmwareUpdateStore.complete(
                command: command.id, expectedVersion: version, stalledAfterSeconds: new.stalledAfterSeconds,
                campaign: campaign, in: connection)
            guard let update = try FirmwareUpdateStore.find(command: command.id, in: connection) else { throw Self.lost }
            try alongside(update, connection)
        }
        let command: Command
        if let signature, let signing = new.signing {
            let request = try await signed(order, new, signing, signature)
            command = try await commands.send(
                request, to: new.chargePointId, requestedBy: requestedBy, timeout: timeout, alongside: complete)
        } else {
            command = try await commands.send(
                order, to: new.chargePointId, requestedBy: requestedBy, timeout: timeout, alongside: complete)
        }
        guard let update = try await database.read({ try FirmwareUpdateStore.find(command: command.id, in: $0) }) else {
            throw Self.lost
        }
        return (command, update)
    }

    /// The same order with a signature (security whitepaper, section 5.21).
    private func signed(
        _ order: UpdateFirmware, _ new: NewFirmwareUpdate, _ signing: FirmwareSigning, _ signature: FirmwareSignature
    ) async throws -> SignedUpdateFirmware {
        let requestId = try await RequestIDs.choose(new.requestId, for: new.chargePointId, in: database)
        return SignedUpdateFirmware(
            retries: order.retries, retryInterval: order.retryInterval, requestId: requestId,
            firmware: FirmwareType(
                location: try Self.bounded(order.location.text, "location"), retrieveDateTime: order.retrieveDate,
                installDateTime: signing.installDate.map(DateTime.init),
                signingCertificate: try Self.bounded(signature.certificate, "signed.signingCertificate"),
                signature: try Self.bounded(signature.base64, "signed.signature")))
    }

    private static func bounded<let maximum: Int>(_ text: String, _ member: String) throws -> BoundedString<maximum> {
        do {
            return try BoundedString(text)
        } catch {
            throw FileExchangeError.invalid(member, "must have at most \(maximum) characters in SignedUpdateFirmware")
        }
    }

    /// - Throws: `FileExchangeError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> FirmwareUpdate {
        guard let update = try await database.read({ try FirmwareUpdateStore.find(id, in: $0) }) else {
            throw FileExchangeError(.notFound, "there is no firmware update \(id)")
        }
        return update
    }

    /// Updates, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func list(
        _ filter: FirmwareUpdateFilter = FirmwareUpdateFilter(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<FirmwareUpdate> {
        let before = try page.rowID()
        let now = time.now()
        let updates = try await database.read { connection in
            let key = try filter.chargePoint.map { id in
                guard let key = try ChargePointService.key(of: id, in: connection) else {
                    throw CentralSystemError.chargePointNotFound(id)
                }
                return key
            }
            return try FirmwareUpdateStore.list(
                chargePointKey: key, state: filter.state, at: now, before: before, limit: page.limit + 1, in: connection)
        }
        return Page(updates, limit: page.limit) { String($0.id) }
    }

    /// Updates that failed since a moment, the last first.
    package func failed(since time: Timestamp, limit: Int) async throws -> [FirmwareUpdate] {
        try await database.read { try FirmwareUpdateStore.failed(since: time, limit: limit, in: $0) }
    }

    /// Retries are not negative, whatever else they are.
    private static func retries(_ retries: Int?) throws(FileExchangeError) -> Int? {
        guard let retries, !(0...Int(Int32.max)).contains(retries) else { return retries }
        throw .invalid("retries", "must be 0 or more")
    }

    private static let lost = DatabaseError(.other, "the new update did not come back")
}
