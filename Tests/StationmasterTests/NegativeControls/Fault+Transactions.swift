import OCPPJ

/// Mistakes about transactions, and about what is begun or ended from afar.
extension Fault {
    static let wrongTransactions: [Fault] = [
        Fault(
            "a start needs an Authorize before it",
            failing: [
                "TC_007", "TC_010", "TC_011_1", "TC_011_2", "TC_037_1", "TC_039", "TC_046", "TC_049", "TC_052", "TC_059",
            ]
        ) {
            $0.judges = { call, right, earlier in
                call.action == "StartTransaction" && right["idTagInfo"]?["status"]?.string == "Accepted"
                    && !earlier.authorized.contains(call.payload["idTag"]?.string ?? "")
                    ? .json(right.edited("idTagInfo") { $0["status"] = "Invalid" }) : .unchanged
            }
        },
        Fault(
            "who is authorized counts as charging already",
            failing: [
                "TC_003", "TC_004_1", "TC_005_1", "TC_010", "TC_011_1", "TC_012", "TC_013", "TC_014", "TC_018_1", "TC_028",
                "TC_032_1", "TC_046", "TC_053", "TC_057", "TC_059", "TC_067",
            ]
        ) {
            $0.judges = { call, right, earlier in
                call.action == "StartTransaction" && earlier.authorized.contains(call.payload["idTag"]?.string ?? "")
                    ? .json(right.edited("idTagInfo") { $0["status"] = "ConcurrentTx" }) : .unchanged
            }
        },
        Fault("local stops are dropped", failing: ["TC_003", "TC_039"]) {
            $0.swallows = { call in
                call.action == "StopTransaction" && call.payload["reason"]?.string == "Local" ? "{}" : nil
            }
        },
        Fault("the reason of a stop is not stored", failing: ["TC_005_1"]) {
            $0.forwards = { call in
                call.action == "StopTransaction" ? call.payload.edited { $0["reason"] = nil } : nil
            }
        },
        Fault("a stop with an idTag has no idTagInfo in its answer", failing: ["TC_005_1"]) {
            $0.answers = { call, _ in call.action == "StopTransaction" ? .json("{}") : .unchanged }
        },
        Fault("a stop without an idTag has idTagInfo in its answer", failing: ["TC_037_3"]) {
            $0.answers = { call, _ in
                call.action == "StopTransaction" ? .json(#"{"idTagInfo":{"status":"Accepted"}}"#) : .unchanged
            }
        },
        Fault("a connector that finishes during a transaction is a CALLERROR", failing: ["TC_018_1", "TC_032_1"]) {
            $0.judges = { call, _, earlier in
                call.payload["status"]?.string == "Finishing" && earlier.openTransactions > 0
                    ? .error(CallError(.internalError, "a transaction is open")) : .unchanged
            }
        },
        Fault("a plug that is pulled again has begun a transaction", failing: ["TC_004_2", "TC_011_2"]) {
            $0.beginsTransactionAfter = { action, request, earlier in
                action == "StatusNotification" && request["status"]?.string == "Available" && earlier.status == "Preparing"
            }
        },
        Fault("a lock that fails begins a transaction", failing: ["TC_024"]) {
            $0.beginsTransactionAfter = { action, request, _ in
                action == "StatusNotification" && request["status"]?.string == "Faulted"
            }
        },
        // Where a plug is pulled afterwards, the central system mends the mistake itself.
        Fault("a remote start is a transaction, whatever the charge point says", failing: ["TC_026"]) {
            $0.beginsTransactionAfter = { action, _, _ in action == "RemoteStartTransaction" }
        },
        Fault("a remote start has another idTag", failing: ["TC_010", "TC_011_1", "TC_011_2", "TC_026", "TC_059"]) {
            $0.sends = { action, right in
                action == "RemoteStartTransaction" ? right.edited { $0["idTag"] = "CERT-TAG-2" } : nil
            }
        },
        Fault("another transaction is stopped", failing: ["TC_012", "TC_028"]) {
            $0.sends = { action, _ in action == "RemoteStopTransaction" ? #"{"transactionId":1999999999}"# : nil }
        },
        Fault("a refused remote stop counts as accepted", failing: ["TC_028"]) {
            $0.hears = { action, answer in
                action == "RemoteStopTransaction" && answer["status"]?.string == "Rejected" ? #"{"status":"Accepted"}"# : nil
            }
        },
    ]
}
