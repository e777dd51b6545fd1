import OCPPJ

@testable import Certification

/// Reports as runs make them, with results of every kind.
enum ReportFixture {
    static let date = Timestamp(rfc3339: "2026-11-26T18:30:05.120Z") ?? Timestamp(milliseconds: 0)

    /// How many cases the certification has of each functionality.
    static func total(_ functionality: Functionality) -> Int {
        switch functionality {
        case .core: 34
        case .firmwareManagement, .smartCharging: 5
        case .reservation: 10
        case .localAuthListManagement: 6
        case .remoteTrigger: 2
        case .security: 15
        }
    }

    static func report(
        _ cases: [CaseResult], system: SystemUnderTest = SystemUnderTest(vendor: "Example", name: "Charge Desk", version: "4.2.0"),
        performance: PerformanceReport? = nil, configuration: TestConfiguration = configuration
    ) -> CertificationReport {
        CertificationReport(
            system: system, date: date, durationMs: 41_250, runnerVersion: "1.0.0",
            configuration: ReportedConfiguration(configuration, driver: "a person at the terminal"), results: cases,
            performance: performance ?? PerformanceReport(alone: pass()), total: total)
    }

    static var configuration: TestConfiguration {
        var configuration = TestConfiguration()
        configuration.url = "ws://csms.example.com:9000/ocpp"
        configuration.secureURL = "wss://csms.example.com:9443/ocpp"
        return configuration
    }

    static func pass(slowestMs: Double = 48.2, unanswered: Int = 0, load: LoadReport? = nil) -> PerformanceReport.Pass {
        PerformanceReport.Pass(
            anyMessage: ResponseTimeMeasurement(
                messages: 412, unanswered: unanswered, p50Ms: 1.26, p99Ms: 21.4, slowestMs: slowestMs,
                slowestAction: "StartTransaction", limitMs: 10_000),
            authorize: ResponseTimeMeasurement(
                messages: 41, unanswered: 0, p50Ms: 0.84, p99Ms: 9.1, slowestMs: 9.1, slowestAction: "Authorize", limitMs: 10_000),
            load: load)
    }

    static let load = LoadReport(
        askedPerSecond: 1000, achievedPerSecond: 997.4, connections: 100, seconds: 38.1, messages: 38_001, callErrors: 0,
        unanswered: 0, lostConnections: 0, p50Ms: 1.9, p99Ms: 14.2, slowestMs: 61.7, traffic: LoadPlan.traffic)

    static func result(
        _ id: String = "TC_003_CSMS", _ title: String = "Regular session, plug-in first", _ functionality: Functionality = .core,
        _ outcome: CaseOutcome = .passed, _ reason: String = "", trace: [TraceEntry] = session, ms: Int = 34
    ) -> CaseResult {
        CaseResult(
            id: id, title: title, functionality: functionality,
            variants: [VariantResult(name: "", result: outcome, reason: reason, durationMs: ms, trace: trace)])
    }

    /// A trace as of a short session.
    static let session: [TraceEntry] = [
        entry(0, .chargePoint, "connects to ws://csms.example.com:9000/ocpp/CERT-CP-1 with its password"),
        entry(4, .note, "connected"),
        entry(5, .sent, #"[2,"3f2a9c01-1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Preparing","timestamp":"2026-11-26T18:30:05.125Z"}]"#),
        entry(6, .received, #"[3,"3f2a9c01-1",{}]"#), entry(6, .note, "StatusNotification was answered", 0.8),
        entry(6, .sent, #"[2,"3f2a9c01-2","Authorize",{"idTag":"CERT-TAG"}]"#),
        entry(8, .received, #"[3,"3f2a9c01-2",{"idTagInfo":{"status":"Accepted","expiryDate":"2027-01-01T00:00:00.000Z"}}]"#),
        entry(8, .note, "Authorize was answered", 1.4), entry(8, .check, "Authorize.conf: idTagInfo.status is Accepted"),
        entry(8, .sent, #"[2,"3f2a9c01-3","StartTransaction",{"connectorId":1,"idTag":"CERT-TAG","meterStart":0,"timestamp":"2026-11-26T18:30:05Z"}]"#),
        entry(31, .received, #"[3,"3f2a9c01-3",{"transactionId":5127,"idTagInfo":{"status":"Accepted"}}]"#),
        entry(31, .note, "StartTransaction was answered", 22.6),
        entry(31, .check, "StartTransaction.conf: idTagInfo.status is Accepted"),
        entry(31, .operatorAction, "looks for transaction 5127 of idTag CERT-TAG as open"),
        entry(34, .check, "the central system shows transaction 5127 of idTag CERT-TAG as open"),
        entry(34, .chargePoint, "closes the connection"),
    ]

    static let refusedProfile = "SetChargingProfile.req: csChargingProfiles.chargingProfilePurpose was TxProfile, expected TxDefaultProfile"

    /// A trace that ends with a check that does not hold, after a long frame.
    static let smartCharging: [TraceEntry] = [
        entry(0, .chargePoint, "connects to ws://csms.example.com:9000/ocpp/CERT-CP-1 with its password"), entry(3, .note, "connected"),
        entry(4, .operatorAction, #"has SetChargingProfile.req sent: {"connectorId":1,"csChargingProfiles":{"chargingProfileId":7}}"#),
        entry(29, .received, #"[2,"b1c7","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfileId":7,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","validFrom":"2026-11-26T18:00:00.000Z","chargingSchedule":{"duration":86400,"startSchedule":"2026-11-26T18:00:00.000Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000.0},{"startPeriod":28800,"limit":6000.0,"numberPhases":3}]}}}]"#),
        entry(29, .failure, refusedProfile), entry(29, .chargePoint, "closes the connection"),
    ]

    static func entry(_ ms: Int, _ kind: TraceEntry.Kind, _ text: String, _ response: Double? = nil) -> TraceEntry {
        TraceEntry(atMs: ms, kind: kind, text: text, responseMs: response)
    }
}
