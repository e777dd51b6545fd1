import OCPP16

extension CertificationCase {
    /// The cases of Firmware Management, in the order of the certification.
    static let firmwareManagementCases = firmwareUpdateCases + diagnosticsCases

    /// TC_044: the operator has firmware installed, and the charge point tells how far that has come.
    static let firmwareUpdateCases = [firmwareInstalled, firmwareDownloadFailed, firmwareInstallationFailed]

    static let firmwareInstalled = CertificationCase(
        "TC_044_1_CSMS", "Firmware update, download and install", .firmwareManagement,
        [
            .variant("the status of every connector is told") { test in
                try await test.booted()
                try await test.updateFirmware()
                try await test.installsFirmware(connectors: 0...test.configuration.connectorCount, ending: .installed)
            },
            .variant("the status of connector 1 only is told") { test in
                try await test.updateFirmware()
                try await test.installsFirmware(connectors: 1...1, ending: .installed)
            },
        ])

    static let firmwareDownloadFailed = CertificationCase(
        "TC_044_2_CSMS", "Firmware update, download failed", .firmwareManagement
    ) { test in
        try await test.updateFirmware()
        try await test.firmwareStatus(.downloading)
        try await test.firmwareStatus(.downloadFailed)
        try await test.checkShown(.firmwareStatus(identity: test.identity, status: "DownloadFailed"))
    }

    static let firmwareInstallationFailed = CertificationCase(
        "TC_044_3_CSMS", "Firmware update, installation failed", .firmwareManagement
    ) { test in
        try await test.booted()
        try await test.updateFirmware()
        try await test.installsFirmware(connectors: 0...test.configuration.connectorCount, ending: .installationFailed)
        try await test.checkShown(.firmwareStatus(identity: test.identity, status: "InstallationFailed"))
    }
}
