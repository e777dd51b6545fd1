import OCPPJ

@testable import Certification

extension ReportFixture {
    /// A run under load in which something of everything happened.
    static var mixed: CertificationReport {
        report(mixedCases, performance: PerformanceReport(alone: pass(), underLoad: pass(slowestMs: 1312, load: load)))
    }

    private static var mixedCases: [CaseResult] {
        [
            result("TC_001_CSMS", "Cold boot", ms: 1046), result(),
            result("TC_004_1_CSMS", "Regular session, identification first", ms: 29),
            CaseResult(
                id: "TC_004_2_CSMS", title: "Identification first, connection timeout", functionality: .core,
                variants: [
                    VariantResult(name: "", result: .passed, reason: "", durationMs: 18, trace: session),
                    VariantResult(
                        name: "under load", result: .failed,
                        reason: "StatusNotification.conf did not come within 10.0 seconds", durationMs: 10_031,
                        trace: session.prefix(3) + [entry(10_005, .failure, "StatusNotification.conf did not come within 10.0 seconds")]),
                ]),
            result("TC_013_CSMS", "Hard reset", .core, .failed, "Reset.req: type was Soft, expected Hard", trace: [
                entry(0, .operatorAction, #"has Reset.req sent: {"type":"Hard"}"#),
                entry(12, .received, #"[2,"77","Reset",{"type":"Soft"}]"#),
                entry(12, .failure, "Reset.req: type was Soft, expected Hard"),
            ], ms: 12),
            result("TC_064_CSMS", "Data transfer to a Central System", ms: 9),
            result("TC_044_1_CSMS", "Firmware update, download and install", .firmwareManagement, ms: 61),
            result("TC_045_1_CSMS", "Get diagnostics", .firmwareManagement, ms: 44),
            result("TC_056_CSMS", "Central Smart Charging, TxDefaultProfile", .smartCharging, .failed, refusedProfile, trace: smartCharging, ms: 30),
            result("TC_066_CSMS", "Get composite schedule", .smartCharging, ms: 18),
            result(
                "TC_046_CSMS", "Reservation of a connector, transaction", .reservation, .inconclusive,
                "the operator's interface was not reached: connection refused by 127.0.0.1:8080", trace: [], ms: 3),
            result("TC_042_1_CSMS", "Get local list version", .localAuthListManagement, ms: 16),
            result("TC_054_CSMS", "Trigger message", .remoteTrigger, ms: 52),
            result(
                "TC_075_1_CSMS", "Install certificate", .security, .notApplicable,
                "the central system cannot be asked to: it has no InstallCertificate", trace: [], ms: 0),
            result("TC_073_CSMS", "Update charge point password", .security, .passed, "", trace: [
                entry(2, .operatorAction, #"has ChangeConfiguration.req sent: {"key":"AuthorizationKey","value":"6f70656e736573616d65"}"#),
                entry(20, .received, #"[2,"78","ChangeConfiguration",{"key":"AuthorizationKey","value":"6f70656e736573616d65"}]"#),
                entry(20, .sent, #"[3,"78",{"status":"Accepted"}]"#),
            ], ms: 130),
        ]
    }
}
