import OCPP16

/// TC_079: the security log (security whitepaper, use case N01).
extension CertificationCase {
    static let getSecurityLog = CertificationCase("TC_079_CSMS", "Get security log", .security) { test in
        // With file name and requestId, and without either.
        for isComplete in [true, false] {
            let wanted = GetLog(
                logType: .securityLog, requestId: Int.random(in: 1...1_000_000),
                log: LogParametersType(remoteLocation: try test.bounded(test.configuration.logLocation)))
            let asked = try await test.ask(wanted, chosenByCentralSystem: ["requestId"])
            try test.check("GetLog.req: logType", asked.request.logType, is: .securityLog)
            try test.check(
                "GetLog.req: log.remoteLocation", asked.request.log.remoteLocation.text,
                is: test.configuration.logLocation)
            try await asked.answer(
                GetLogResponse(status: .accepted, filename: isComplete ? test.bounded("security.log") : nil),
                shown: "Accepted")
            let requestId = isComplete ? asked.request.requestId : nil
            try await test.chargePoint.send(LogStatusNotification(status: .uploading, requestId: requestId))
            try await test.chargePoint.send(LogStatusNotification(status: .uploaded, requestId: requestId))
        }
    }
}
