import OCPP16

/// TC_080 and TC_081: firmware that the manufacturer has signed (security whitepaper, use case L01).
extension CertificationCase {
    static let secureFirmwareUpdate = CertificationCase(
        "TC_080_CSMS", "Secure firmware update", .security,
        [
            .variant("connector 0 is unavailable, with requestId") { test in
                try await test.booted()
                let asked = try await test.signedUpdate(isValid: true)
                let requestId = asked.request.requestId
                try await test.download(.signatureVerified, requestId: requestId)
                try await test.status(.unavailable, connector: 0)
                try await test.report([.installing, .installRebooting], requestId: requestId)
                try await test.boot()
                try await test.firmwareUpdated()
                try await test.status(.available, connector: 0)
                try await test.report([.installed], requestId: requestId)
            },
            .variant("single connectors are unavailable, without requestId, after a reconnect") { test in
                _ = try await test.signedUpdate(isValid: true)
                try await test.download(.signatureVerified, requestId: nil)
                for connector in 1...test.configuration.connectorCount {
                    try await test.status(.unavailable, connector: connector)
                }
                try await test.report([.installing, .installRebooting], requestId: nil)
                await test.chargePoint.loseConnection()
                try await test.chargePoint.connect()
                try await test.report([.installed], requestId: nil)
                try await test.booted()
                try await test.firmwareUpdated()
            },
            .variant("no connector is unavailable") { test in
                let asked = try await test.signedUpdate(isValid: true)
                let requestId = asked.request.requestId
                try await test.download(.signatureVerified, requestId: requestId)
                try await test.report([.installing, .installRebooting], requestId: requestId)
                try await test.firmwareUpdated()
                try await test.report([.installed], requestId: requestId)
                try await test.booted()
            },
        ])

    static let secureFirmwareUpdateInvalidSignature = CertificationCase(
        "TC_081_CSMS", "Secure firmware update, invalid signature", .security
    ) { test in
        try await test.booted()
        let asked = try await test.signedUpdate(isValid: false)
        try await test.download(.invalidSignature, requestId: asked.request.requestId)
    }
}

extension CaseRun {
    /// SignedUpdateFirmware at the operator's request, accepted.
    ///
    /// - Parameter isValid: whether the signature is one of the image; the Central System has to send it either way.
    fileprivate func signedUpdate(isValid: Bool) async throws(CaseFailure) -> AskedCommand<SignedUpdateFirmware> {
        let image = Array("an image of the certification".utf8)
        let signing = try stations.workshop.firmwareSigning(of: image, isValid: isValid)
        let wanted = SignedUpdateFirmware(
            requestId: Int.random(in: 1...1_000_000),
            firmware: FirmwareType(
                location: try bounded(configuration.firmwareLocation), retrieveDateTime: now,
                signingCertificate: try bounded(signing.signingCertificate), signature: try bounded(signing.signature)))
        let asked = try await ask(wanted, chosenByCentralSystem: ["requestId"])
        let firmware = asked.request.firmware
        try check("SignedUpdateFirmware.req: firmware.location", firmware.location.text, is: configuration.firmwareLocation)
        try check("SignedUpdateFirmware.req: firmware.signature", firmware.signature.text, is: signing.signature)
        try checkPEM(
            "SignedUpdateFirmware.req: firmware.signingCertificate", firmware.signingCertificate.text,
            is: signing.signingCertificate)
        try await asked.answer(SignedUpdateFirmwareResponse(status: .accepted), shown: "Accepted")
        return asked
    }

    /// Downloading, Downloaded, and what the signature is found to be.
    fileprivate func download(_ verdict: FirmwareStatusEnumType, requestId: Int?) async throws(CaseFailure) {
        try await report([.downloading, .downloaded, verdict], requestId: requestId)
    }

    fileprivate func report(_ statuses: [FirmwareStatusEnumType], requestId: Int?) async throws(CaseFailure) {
        for status in statuses {
            try await chargePoint.send(SignedFirmwareStatusNotification(status: status, requestId: requestId))
        }
    }

    /// SecurityEventNotification(FirmwareUpdated), answered.
    fileprivate func firmwareUpdated() async throws(CaseFailure) {
        try await chargePoint.send(SecurityEventNotification(type: bounded("FirmwareUpdated"), timestamp: now))
    }
}
