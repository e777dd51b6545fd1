import OCPP16

/// TC_083: a higher security profile, and no way back (security whitepaper, use case A05 and A00.FR.005).
extension CertificationCase {
    static let upgradeSecurityProfile = CertificationCase(
        "TC_083_CSMS", "Upgrade the security profile", .security,
        [
            .variant("from 1 to 2", station: .raisedFromBasic) { test in
                try await test.booted()
                try await test.raiseProfile(of: .raisedFromBasic, to: 2)
            },
            .variant("from 2 to 3", station: .raisedFromTLS) { test in
                try await test.raiseProfile(of: .raisedFromTLS, to: 3)
            },
        ])
}

extension CaseRun {
    fileprivate func raiseProfile(of station: TestStation, to profile: Int) async throws(CaseFailure) {
        // Whoever needs this charge point next gets it with its first profile.
        stations.forget(station)
        let asked = try await ask(ChangeConfiguration(key: text("SecurityProfile"), value: text(String(profile))))
        try check("ChangeConfiguration.req: key", asked.request.key.text, is: "SecurityProfile")
        try check("ChangeConfiguration.req: value", asked.request.value.text, is: String(profile))
        try await asked.answer(ChangeConfigurationResponse(status: .accepted), shown: "Accepted")
        // Over the same connection: it stays, whatever its profile.
        let reset = try await ask(Reset(type: .hard))
        try check("Reset.req: type", reset.request.type, is: .hard)
        try await reset.answer(ResetResponse(status: .accepted), shown: "Accepted")

        await chargePoint.disconnect()
        chargePoint.access.securityProfile = profile
        try await chargePoint.connect()
        try await booted()

        await chargePoint.disconnect()
        chargePoint.access.securityProfile = profile - 1
        try await refused("the connection with security profile \(profile - 1)", alsoInTLS: profile == 3)

        chargePoint.access.securityProfile = profile
        try await chargePoint.connect()
    }
}
