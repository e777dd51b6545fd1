import OCPP16

extension CertificationCase {
    /// TC_045: the operator has diagnostics uploaded, and the charge point tells how far that has come.
    static let diagnosticsCases = [diagnosticsUploaded, diagnosticsUploadFailed]

    static let diagnosticsUploaded = CertificationCase(
        "TC_045_1_CSMS", "Get diagnostics", .firmwareManagement,
        [
            .variant("with a period and retries, and a file to come") { test in
                try await test.booted()
                let wanted = GetDiagnostics(
                    location: AnyURI(test.configuration.diagnosticsLocation), retries: 1, retryInterval: 60,
                    startTime: test.moment(inSeconds: -86_400), stopTime: test.now)
                let asked = try await test.ask(
                    wanted,
                    chosenByCentralSystem: ["location", "startTime", "stopTime", "retries", "retryInterval"])
                try await asked.answer(GetDiagnosticsResponse(fileName: test.text("diagnostics.zip")))
                try await test.diagnosticsStatus(.uploading)
                try await test.diagnosticsStatus(.uploaded)
            },
            .variant("without a fileName in the answer, and UploadFailed at the end") { test in
                let asked = try await test.ask(
                    GetDiagnostics(location: AnyURI(test.configuration.diagnosticsLocation)),
                    chosenByCentralSystem: ["location"])
                try await asked.answer(GetDiagnosticsResponse())
                try await test.diagnosticsStatus(.uploading)
                try await test.diagnosticsStatus(.uploadFailed)
            },
        ])

    static let diagnosticsUploadFailed = CertificationCase(
        "TC_045_2_CSMS", "Get diagnostics, upload failed", .firmwareManagement
    ) { test in
        let asked = try await test.ask(
            GetDiagnostics(location: AnyURI(test.configuration.diagnosticsLocation)), chosenByCentralSystem: ["location"])
        try await asked.answer(GetDiagnosticsResponse(fileName: test.text("diagnostics.zip")))
        try await test.diagnosticsStatus(.uploading)
        try await test.diagnosticsStatus(.uploadFailed)
        try await test.checkShown(.diagnosticsStatus(identity: test.identity, status: "UploadFailed"))
    }
}
