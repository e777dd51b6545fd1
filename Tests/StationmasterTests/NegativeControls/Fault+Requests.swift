import Foundation
import OCPPJ

/// A `null` of JSON. Sendable, because there is one only and it has no state.
var null: NSNull { NSNull() }

/// Mistakes in what a central system sends.
extension Fault {
    static let wrongRequests: [Fault] = [
        Fault("a hard reset is sent as a soft one", failing: ["TC_013", "TC_083"]) {
            $0.sends = { action, right in
                action == "Reset" && right["type"]?.string == "Hard" ? #"{"type":"Soft"}"# : nil
            }
        },
        Fault("GetConfiguration has a null list", failing: ["TC_019_1"]) {
            $0.sends = { action, right in action == "GetConfiguration" && right["key"] == nil ? #"{"key":null}"# : nil }
        },
        Fault("values of configuration keys are numbers", failing: ["TC_021"]) {
            $0.sends = { action, right in
                guard action == "ChangeConfiguration", right["key"]?.string == "MeterValueSampleInterval",
                    let number = right["value"]?.string.flatMap({ Int($0) })
                else { return nil }
                return right.edited { $0["value"] = number }
            }
        },
        Fault("ChangeConfiguration is sent twice", failing: ["TC_021", "TC_040_1", "TC_040_2", "TC_073", "TC_083"]) {
            $0.repeats = "ChangeConfiguration"
        },
        Fault("the configuration is asked for after ClearCache", failing: ["TC_061"]) { $0.sendsUninvitedAfter = "ClearCache" },
        Fault("the configuration is asked for after diagnostics", failing: ["TC_045_1", "TC_045_2"]) {
            $0.sendsUninvitedAfter = "GetDiagnostics"
        },
        Fault("a connector that does not exist is corrected", failing: ["TC_031"]) {
            $0.sends = { action, right in
                action == "UnlockConnector" && right["connectorId"]?.int == 99 ? #"{"connectorId":1}"# : nil
            }
        },
        Fault("firmware has another location", failing: ["TC_044_1", "TC_044_2", "TC_044_3"]) {
            $0.sends = { action, right in
                action == "UpdateFirmware" ? right.edited { $0["location"] = "ftp://elsewhere.example.com/firmware.bin" } : nil
            }
        },
        Fault("charging profiles are recurring", failing: ["TC_056", "TC_057"]) {
            $0.sends = { action, right in
                action == "SetChargingProfile"
                    ? right.edited("csChargingProfiles") { $0["recurrencyKind"] = "Daily" } : nil
            }
        },
        Fault("the profile of a remote start has a transactionId", failing: ["TC_059"]) {
            $0.sends = { action, right in
                action == "RemoteStartTransaction" && right["chargingProfile"] != nil
                    ? right.edited("chargingProfile") { $0["transactionId"] = 1 } : nil
            }
        },
        Fault("a composite schedule is asked for in another unit", failing: ["TC_066"]) {
            $0.sends = { action, right in
                action == "GetCompositeSchedule"
                    ? right.edited { $0["chargingRateUnit"] = right["chargingRateUnit"]?.string == "A" ? "W" : "A" } : nil
            }
        },
        Fault("profiles are cleared with null in place of nothing", failing: ["TC_067"]) {
            $0.sends = { action, right in
                action == "ClearChargingProfile" && right.members.isEmpty ? #"{"id":null}"# : nil
            }
        },
        Fault("a reservation for the whole charge point is for connector 1", failing: ["TC_049"]) {
            $0.sends = { action, right in
                action == "ReserveNow" && right["connectorId"]?.int == 0 ? right.edited { $0["connectorId"] = 1 } : nil
            }
        },
        Fault("another reservation is cancelled", failing: ["TC_049", "TC_051", "TC_052"]) {
            $0.sends = { action, right in
                action == "CancelReservation" ? right.edited { $0["reservationId"] = 123_456_789 } : nil
            }
        },
        Fault("reservations have no parent idTag", failing: ["TC_053"]) {
            $0.sends = { action, right in
                action == "ReserveNow" && right["parentIdTag"] != nil ? right.edited { $0["parentIdTag"] = nil } : nil
            }
        },
        Fault("the version of a list is used again", failing: ["TC_043_5"]) {
            $0.sends = { action, right in
                action == "SendLocalList" && right["updateType"]?.string == "Differential"
                    ? right.edited { $0["listVersion"] = 1 } : nil
            }
        },
        Fault("entries of a full list lack idTagInfo", failing: ["TC_043"]) {
            $0.sends = { action, right in
                guard action == "SendLocalList", right["updateType"]?.string == "Full" else { return nil }
                return right.edited { object in
                    guard let entries = object["localAuthorizationList"] as? [[String: Any]] else { return }
                    object["localAuthorizationList"] = entries.map { $0.filter { $0.key != "idTagInfo" } }
                }
            }
        },
        Fault("meter values are never triggered", failing: ["TC_054", "TC_055"]) {
            $0.sends = { action, right in
                action == "TriggerMessage" && right["requestedMessage"]?.string == "MeterValues"
                    ? right.edited { $0["requestedMessage"] = "Heartbeat" } : nil
            }
        },
    ]
}
