import OCPPJ

/// Mistakes in what charge points are answered.
extension Fault {
    static let wrongAnswers: [Fault] = [
        Fault("an unknown idTag is accepted", failing: ["TC_023_1"]) {
            $0.answers = { call, right in
                call.action == "Authorize" && right["idTagInfo"]?["status"]?.string == "Invalid"
                    ? .json(#"{"idTagInfo":{"status":"Accepted"}}"#) : .unchanged
            }
        },
        Fault("an expired idTag counts as blocked", failing: ["TC_023_2"]) {
            $0.answers = { call, right in
                call.action == "Authorize" && right["idTagInfo"]?["status"]?.string == "Expired"
                    ? .json(#"{"idTagInfo":{"status":"Blocked"}}"#) : .unchanged
            }
        },
        Fault("an answer lacks a member", failing: ["TC_001", "TC_054", "TC_077"]) {
            $0.answers = { call, _ in call.action == "Heartbeat" ? .json("{}") : .unchanged }
        },
        Fault("a time has an offset", failing: ["TC_001", "TC_054", "TC_077"]) {
            $0.answers = { call, _ in
                call.action == "Heartbeat" ? .json(#"{"currentTime":"2026-01-31T09:30:00+01:00"}"#) : .unchanged
            }
        },
        Fault("an answer has a null member", failing: ["TC_023_1", "TC_023_2", "TC_023_3"]) {
            $0.answers = { call, right in
                guard call.action == "Authorize", right["idTagInfo"]?["status"]?.string != "Accepted" else { return .unchanged }
                return .json(right.edited("idTagInfo") { $0["parentIdTag"] = null })
            }
        },
        Fault("an answer has an extra member", failing: ["TC_064"]) {
            $0.answers = { call, right in
                call.action == "DataTransfer" ? .json(right.edited { $0["reason"] = "who are you" }) : .unchanged
            }
        },
        Fault("an answer comes late", failing: ["TC_045_1", "TC_045_2", "TC_054"]) {
            $0.answers = { call, _ in call.action == "DiagnosticsStatusNotification" ? .late : .unchanged }
        },
        Fault("a start with an unknown idTag is a CALLERROR", failing: ["TC_037_3"]) {
            $0.answers = { call, right in
                call.action == "StartTransaction" && right["idTagInfo"]?["status"]?.string == "Invalid"
                    ? .error(CallError(.internalError, "no such idTag")) : .unchanged
            }
        },
        Fault("a start with an unknown idTag gets transactionId 0", failing: ["TC_037_3"]) {
            $0.answers = { call, right in
                call.action == "StartTransaction" && right["idTagInfo"]?["status"]?.string == "Invalid"
                    ? .json(right.edited { $0["transactionId"] = 0 }) : .unchanged
            }
        },
        Fault("a firmware status is a CALLERROR", failing: ["TC_044_1", "TC_044_2", "TC_044_3", "TC_054"]) {
            $0.answers = { call, _ in
                call.action == "FirmwareStatusNotification" ? .error(CallError(.notImplemented, "")) : .unchanged
            }
        },
        Fault("a DataTransfer from an unknown vendor is accepted", failing: ["TC_064"]) {
            $0.answers = { call, _ in call.action == "DataTransfer" ? .json(#"{"status":"Accepted"}"#) : .unchanged }
        },
        Fault("idTags have no parent", failing: ["TC_053"]) {
            $0.answers = { call, right in
                call.action == "Authorize" ? .json(right.edited("idTagInfo") { $0["parentIdTag"] = nil }) : .unchanged
            }
        },
        Fault("transactions that begin offline are dropped", failing: ["TC_037_1", "TC_039"]) {
            $0.swallows = { call in
                // Times of the past are the sign of an offline transaction.
                guard call.action == "StartTransaction", let text = call.payload["timestamp"]?.string,
                    let time = Timestamp(rfc3339: text), time.milliseconds < call.receivedAt.milliseconds - 60_000,
                    call.payload["idTag"]?.string?.hasSuffix("UNKNOWN") == false
                else { return nil }
                return #"{"transactionId":2000000000,"idTagInfo":{"status":"Accepted"}}"#
            }
        },
        Fault("stops after a power loss are dropped", failing: ["TC_032_1"]) {
            $0.swallows = { call in
                call.action == "StopTransaction" && call.payload["reason"]?.string == "PowerLoss"
                    ? (call.payload["idTag"] == nil ? "{}" : #"{"idTagInfo":{"status":"Accepted"}}"#) : nil
            }
        },
        Fault("an event is answered and not stored", failing: ["TC_078"]) {
            $0.swallows = { call in
                call.action == "SecurityEventNotification"
                    && call.payload["type"]?.string == "InvalidCentralSystemCertificate" ? "{}" : nil
            }
        },
    ]
}
