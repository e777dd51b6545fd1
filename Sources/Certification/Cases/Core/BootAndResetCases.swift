import OCPP16

/// A charge point starts, by itself or because the operator wants it to.
extension CertificationCase {
    static let coldBoot = CertificationCase("TC_001_CSMS", "Cold boot", .core) { test in
        let boot = try await test.chargePoint.send(
            BootNotification(chargePointVendor: test.text("Stationmaster"), chargePointModel: test.text("Certification")))
        // That currentTime is there and is a time in UTC is checked in every message.
        try test.check("BootNotification.conf: status", boot.status, is: .accepted)
        try test.check(
            "BootNotification.conf: interval is above 0", boot.interval.value > 0,
            otherwise: "BootNotification.conf: interval was \(boot.interval.value), expected a number above 0")
        try await test.allConnectors(.available)
        for _ in 0..<2 {
            await test.waitForHeartbeat(boot.interval)
            try await test.chargePoint.send(Heartbeat())
        }
    }

    static let hardReset = CertificationCase(
        "TC_013_CSMS", "Hard reset", .core,
        [
            .variant("idle, Boot on the same connection") { test in
                try await test.ask(for: .hard)
                try await test.booted()
            },
            .variant("while charging, Boot after a reconnect") { test in
                try await test.booted()
                let transactionId = try await test.charging()
                try await test.ask(for: .hard)
                try await test.stop(transactionId, .hardReset)
                await test.chargePoint.loseConnection()
                try await test.chargePoint.connect()
                try await test.booted()
            },
        ])

    static let softReset = CertificationCase(
        "TC_014_CSMS", "Soft reset", .core,
        [
            .variant("while charging, Boot on the same connection") { test in
                let transactionId = try await test.charging()
                try await test.ask(for: .soft)
                try await test.stop(transactionId, .softReset)
                try await test.booted()
            },
            .variant("idle, Boot after a reconnect") { test in
                try await test.booted()
                try await test.ask(for: .soft)
                await test.chargePoint.disconnect()
                try await test.chargePoint.connect()
                try await test.booted()
            },
        ])
}

extension CaseRun {
    /// The operator asks for a reset, and the charge point accepts.
    fileprivate func ask(for type: ResetType) async throws(CaseFailure) {
        let asked = try await ask(Reset(type: type))
        try check("Reset.req: type", asked.request.type, is: type)
        try await asked.answer(ResetResponse(status: .accepted), shown: "Accepted")
    }

    /// Waits until a heartbeat is due, and no longer than the test allows for.
    fileprivate func waitForHeartbeat(_ interval: Seconds) async {
        let due = Duration.seconds(interval.value)
        let wait = min(due, configuration.longestWait)
        trace.add(.chargePoint, "waits for \(wait) until a heartbeat is due" + (wait < due ? ", and no longer" : ""))
        try? await Task.sleep(for: wait)
    }
}
