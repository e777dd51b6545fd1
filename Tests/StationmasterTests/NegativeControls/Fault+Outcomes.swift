import OCPPJ

/// Mistakes in what the answers of charge points are taken for, and in requests that are looked at for little else.
extension Fault {
    static let wrongOutcomes: [Fault] = [
        Fault("an unlock counts as failed, and a failure as an unlock", failing: ["TC_017", "TC_018_1", "TC_030", "TC_031"]) {
            $0.hears = { action, answer in
                guard action == "UnlockConnector" else { return nil }
                return answer["status"]?.string == "Unlocked" ? #"{"status":"UnlockFailed"}"# : #"{"status":"Unlocked"}"#
            }
        },
        Fault("a refused reservation counts as accepted", failing: ["TC_048"]) {
            $0.hears = { action, answer in
                action == "ReserveNow" && answer["status"]?.string != "Accepted" ? #"{"status":"Accepted"}"# : nil
            }
        },
        Fault("reservations end an hour too late", failing: ["TC_047"]) {
            $0.sends = { action, right in
                guard action == "ReserveNow", let end = right["expiryDate"]?.string.flatMap({ Timestamp(rfc3339: $0) }) else { return nil }
                return right.edited { $0["expiryDate"] = end.advanced(bySeconds: 3600).rfc3339 }
            }
        },
        Fault("a charge point without lists counts as one with an empty list", failing: ["TC_042_1"]) {
            $0.hears = { action, answer in
                action == "GetLocalListVersion" && answer["listVersion"]?.int == -1 ? #"{"listVersion":0}"# : nil
            }
        },
        Fault("an empty list counts as one", failing: ["TC_042_2"]) {
            $0.hears = { action, answer in
                action == "GetLocalListVersion" && answer["listVersion"]?.int == 0 ? #"{"listVersion":1}"# : nil
            }
        },
        Fault("a soft reset is sent as a hard one", failing: ["TC_014"]) {
            $0.sends = { action, right in
                action == "Reset" && right["type"]?.string == "Soft" ? #"{"type":"Hard"}"# : nil
            }
        },
        Fault("one more key is asked for", failing: ["TC_019_2"]) {
            $0.sends = { action, right in
                guard action == "GetConfiguration", let key = right["key"]?.elements.first?.string else { return nil }
                return #"{"key":["\#(key)","HeartbeatInterval"]}"#
            }
        },
        Fault("the configuration is asked for a moment after all is over", failing: ["TC_001"]) {
            $0.asksAfterHeartbeats = .milliseconds(300)
        },
    ]
}
