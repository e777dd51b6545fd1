import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// SignedUpdateFirmware (security whitepaper, use case L01). It takes the place of an update that has not got as far as the
    /// installation (L01.FR.26 and L01.FR.27).
    mutating func updateFirmware(_ request: SignedUpdateFirmware, at now: Timestamp) -> SignedUpdateFirmwareResponse {
        let signed: SignedFirmware
        do {
            signed = try SignedFirmware(request, roots: security.certificates.manufacturerRoots, at: now)
        } catch {
            note(.invalidFirmwareSigningCertificate, error.description, at: now)
            return SignedUpdateFirmwareResponse(status: .invalidCertificate)
        }
        switch firmwareUpdate?.stage {
        case .installing, .rebooting: return SignedUpdateFirmwareResponse(status: .rejected)
        case .waiting, .downloading, .scheduled, .downloaded, nil: break
        }
        let isReplaced = firmwareUpdate != nil
        let start = request.firmware.retrieveDateTime.timestamp ?? now
        let update = FirmwareUpdate(
            attempts: TransferAttempts(
                location: request.firmware.location.text, retries: request.retries, retryInterval: request.retryInterval,
                startingAt: start),
            signed: signed)
        firmwareUpdate = update
        firmwareStatusToTell = nil
        holdConnectorsForFirmware(at: now)
        if start > now { tellFirmware(.downloadScheduled, of: update) }
        return SignedUpdateFirmwareResponse(status: isReplaced ? .acceptedCanceled : .accepted)
    }

    /// Firmware has been retrieved: its signature decides whether it goes on.
    ///
    /// - Returns: false when the update is over.
    mutating func verify(_ file: RetrievedFile, of update: FirmwareUpdate, at now: Timestamp) -> Bool {
        guard let signed = update.signed else { return true }
        guard !profile.security.faults.contains(.seesInvalidSignatures), signed.isSignature(of: file) else {
            firmwareUpdate = nil
            tellFirmware(.invalidSignature, of: update)
            note(.invalidFirmwareSignature, "\(file.name), \(file.length) octets", at: now)
            return false
        }
        tellFirmware(.signatureVerified, of: update)
        return true
    }

    /// Tells the Central System how an update is getting on, as far as there is a word for it: signed updates have more of
    /// them.
    mutating func tellFirmware(_ status: FirmwareStatusEnumType, of update: FirmwareUpdate) {
        if let signed = update.signed {
            let notification = SignedFirmwareStatusNotification(status: status, requestId: signed.requestId)
            lastSignedFirmwareStatus = notification
            tellFirmware(.signedFirmwareStatus(notification))
        } else if let status = FirmwareStatus(rawValue: status.rawValue) {
            tellFirmware(.firmwareStatus(FirmwareStatusNotification(status: status)))
        }
    }

    /// The same as soon as it can be told.
    mutating func tellFirmware(_ message: OutgoingMessage) {
        guard isOnline else {
            firmwareStatusToTell = message
            return
        }
        firmwareStatusToTell = nil
        outbox.append(message)
    }
}
