import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// How long an installation takes, in seconds before the acceleration.
    private static let installationSeconds = 30.0

    /// UpdateFirmware (OCPP 1.6, section 5.19). It takes the place of an update that has not got as far as the installation;
    /// during that nothing else is begun.
    ///
    /// - Throws: `CallError` from charge points with the security extension, which take signed firmware only (security
    ///   whitepaper, L01.FR.20).
    mutating func updateFirmware(
        _ request: UpdateFirmware, at now: Timestamp
    ) throws(CallError) -> UpdateFirmwareResponse {
        guard !profile.security.knowsExtension else {
            throw CallError(.notSupported, "only signed firmware is installed: SignedUpdateFirmware")
        }
        switch firmwareUpdate?.stage {
        case .installing, .rebooting: break
        case .waiting, .downloading, .scheduled, .downloaded, nil:
            firmwareUpdate = FirmwareUpdate(
                attempts: TransferAttempts(
                    location: request.location.text, retries: request.retries, retryInterval: request.retryInterval,
                    startingAt: request.retrieveDate.timestamp ?? now))
            firmwareStatusToTell = nil
            holdConnectorsForFirmware(at: now)
        }
        return UpdateFirmwareResponse()
    }

    /// Does what is due for new firmware.
    mutating func advanceFirmware(to now: Timestamp) {
        guard let update = firmwareUpdate else { return }
        switch update.stage {
        case .waiting, .downloading:
            guard let due = update.dueAt, due <= now else { return }
            if update.stage == .waiting { tellFirmware(.downloading, of: update) }
            firmwareUpdate?.stage = .downloading
            let transfer = begin(.download, update.attempts.location)
            firmwareUpdate?.attempts.began(transfer)
        case .scheduled(let image, let until):
            guard until <= now else { return }
            firmwareUpdate?.stage = .downloaded(image)
            holdConnectorsForFirmware(at: now)
            advanceFirmware(to: now)
        case .downloaded(let image):
            // Whoever charges may go on charging; who has left makes room for nobody (erratum 3.49).
            let isReady = connectors.allSatisfy { $0.transaction == nil } && !isTellingOfTransactions
            if isReady {
                let seconds = max(0.5, profile.shortened(Self.installationSeconds))
                firmwareUpdate?.stage = .installing(image, until: now.later(bySeconds: seconds))
            }
            holdConnectorsForFirmware(at: now)
            if isReady { tellFirmware(.installing, of: update) }
        case .installing(let image, let until):
            guard until <= now else { return }
            let succeeds = image.isInstallable && Double.random(in: 0..<1, using: &random) >= profile.faults.firmwareFails
            if succeeds { firmwareVersion = image.version }
            firmwareUpdate?.stage = .rebooting(succeeded: succeeds)
            tellFirmware(.installRebooting, of: update)
            restartWithFirmware(at: now)
        case .rebooting: break
        }
    }

    /// Whether the Central System has yet to be told about the end of a transaction.
    private var isTellingOfTransactions: Bool { isOnline && !outbox.transactions.isEmpty }

    /// The attempt to retrieve firmware has ended.
    mutating func firmwareRetrieved(_ result: FileTransferResult, at now: Timestamp) {
        guard let update = firmwareUpdate else { return }
        switch result {
        case .retrieved(let file):
            firmwareUpdate?.attempts.ended()
            journal.record(.firmwareRetrieved(octets: file.length), at: now)
            tellFirmware(.downloaded, of: update)
            guard verify(file, of: update, at: now) else { return }
            let image = FirmwareImage(file)
            if let installAt = update.signed?.installAt, installAt > now {
                firmwareUpdate?.stage = .scheduled(image, until: installAt)
                tellFirmware(.installScheduled, of: update)
            } else {
                firmwareUpdate?.stage = .downloaded(image)
            }
            holdConnectorsForFirmware(at: now)
        case .failed(let reason):
            failed("firmware: \(reason)")
            if firmwareUpdate?.attempts.failed(at: now) == true { return }
            firmwareUpdate = nil
            tellFirmware(.downloadFailed, of: update)
        case .delivered: break
        }
    }

    /// The charge point has started and is registered: tells what became of the installation that it restarted for.
    mutating func finishFirmwareUpdate(at now: Timestamp) {
        guard let update = firmwareUpdate, case .rebooting(let succeeded) = update.stage else { return }
        firmwareUpdate = nil
        tellFirmware(succeeded ? .installed : .installationFailed, of: update)
        if succeeded { note(.firmwareUpdated, currentFirmwareVersion.text, at: now) }
    }

    /// The charge point restarts: what was being retrieved is retrieved anew, what was being installed is begun again.
    mutating func firmwareInterrupted(at now: Timestamp) {
        firmwareUpdate?.attempts.interrupted(at: now)
        if case .installing(let image, _)? = firmwareUpdate?.stage { firmwareUpdate?.stage = .downloaded(image) }
    }

    /// Keeps connectors that nobody charges at out of service while firmware waits for its installation, and puts them back
    /// when nothing waits any more.
    mutating func holdConnectorsForFirmware(at now: Timestamp) {
        let isInstalling = if case .installing? = firmwareUpdate?.stage { true } else { false }
        let holds = firmwareUpdate?.holdsConnectors ?? false
        for index in connectors.indices {
            let isFree = connectors[index].transaction == nil && !connectors[index].isFinishing
            let isHeld = isInstalling || holds && isFree
            guard connectors[index].isUpdating != isHeld else { continue }
            connectors[index].isUpdating = isHeld
            if isHeld, connectors[index].visit.plan != nil { driverGivesUp(at: index, now) }
            announce(index, at: now)
        }
        announceChargePoint(at: now)
    }
}
