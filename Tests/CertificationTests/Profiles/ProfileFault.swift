import OCPPJ
import Testing

/// Something that a Central System does wrong, and what must come of it.
struct ProfileFault: Sendable, CustomTestStringConvertible {
    let name: String
    /// The cases that must fail, without the `TC_` and `_CSMS` around their number. All others must pass.
    let fails: Set<String>
    /// What the reason of each failure must have in it.
    let reason: String

    /// The payload that is sent in place of the one wanted.
    var sends: @Sendable (OCPPAction, String) -> String = { $1 }
    /// The confirmation in place of the right one; nil for a CALLERROR. Is given the request and the right confirmation.
    var answers: @Sendable (OCPPAction, String, String) -> String? = { $2 }
    /// The charge point's answer as it is shown to the operator.
    var shows: @Sendable (OCPPAction, String) -> String = { $1 }
    /// Why a request is not sent at all. Is given the last status of connector 1.
    var refuses: @Sendable (OCPPAction, String) -> String? = { _, _ in nil }
    /// Whether a GetConfiguration follows that nobody asked for.
    var isTalkative: @Sendable (OCPPAction) -> Bool = { _ in false }
    /// Whether nothing is shown of what happened.
    var hidesFacts = false

    var testDescription: String { name }

    init(_ name: String, fails: Set<String> = [], reason: String = "") {
        self.name = name
        self.fails = fails
        self.reason = reason
    }

    /// Another payload of one request.
    init(
        _ name: String, fails: Set<String>, reason: String, sending action: OCPPAction,
        _ change: @escaping @Sendable (String) -> String
    ) {
        self.init(name, fails: fails, reason: reason)
        sends = { $0 == action ? change($1) : $1 }
    }

    /// Another confirmation, or none, of one request.
    ///
    /// - Parameter change: is given the request and the right confirmation; nil makes a CALLERROR.
    init(
        _ name: String, fails: Set<String>, reason: String, answering action: OCPPAction,
        _ change: @escaping @Sendable (String, String) -> String?
    ) {
        self.init(name, fails: fails, reason: reason)
        answers = { $0 == action ? change($1, $2) : $2 }
    }

    static let none = ProfileFault("none")
}

/// One after the other, what the cases are there to find.
extension ProfileFault {
    static let all = firmware + charging + reservation + lists + triggers + everywhere

    private static let firmware = [
        ProfileFault(
            "firmware comes from elsewhere", fails: ["044_1", "044_2", "044_3"], reason: "UpdateFirmware.req: location was",
            sending: "UpdateFirmware"
        ) { $0.replacing("charge-point-2.0", with: "charge-point-1.0") },
        ProfileFault(
            "a failed upload is an error", fails: ["045_1", "045_2"], reason: "answered with CALLERROR InternalError",
            answering: "DiagnosticsStatusNotification"
        ) { request, right in request.contains("UploadFailed") ? nil : right },
    ]

    private static let charging = [
        ProfileFault(
            "one phase in place of three", fails: ["056"], reason: "numberPhases was 1, expected 3",
            sending: "SetChargingProfile"
        ) { $0.replacing(#""numberPhases":3"#, with: #""numberPhases":1"#) },
        ProfileFault(
            "a default profile belongs to a transaction", fails: ["056", "067"],
            reason: "SetChargingProfile.req: transactionId was 1, expected absent", sending: "SetChargingProfile"
        ) {
            $0.replacing(
                #""chargingProfilePurpose":"TxDefaultProfile""#,
                with: #""chargingProfilePurpose":"TxDefaultProfile","transactionId":1"#)
        },
        ProfileFault(
            "a profile for a transaction does not", fails: ["057", "067"], reason: "transactionId was absent, expected",
            sending: "SetChargingProfile"
        ) { $0.replacing(/"transactionId":\d+,/, with: "") },
        // TC_067 sets absolute profiles too, but the certification does not ask for their times there.
        ProfileFault(
            "absolute profiles have no end", fails: ["056", "057"], reason: "SetChargingProfile.req: validTo was absent",
            sending: "SetChargingProfile"
        ) { $0.replacing(/"validTo":"[^"]*",/, with: "") },
        ProfileFault(
            "relative profiles recur", fails: ["057"], reason: "recurrencyKind was Daily, expected absent",
            sending: "SetChargingProfile"
        ) { $0.replacing(#""Relative""#, with: #""Recurring","recurrencyKind":"Daily""#) },
        ProfileFault(
            "a remote start names a transaction", fails: ["059"], reason: "RemoteStartTransaction.req: transactionId was 7",
            sending: "RemoteStartTransaction"
        ) { $0.replacing(#""stackLevel""#, with: #""transactionId":7,"stackLevel""#) },
        ProfileFault(
            "the unit of a composite schedule is left out", fails: ["066"], reason: "chargingRateUnit was absent, expected A",
            sending: "GetCompositeSchedule"
        ) { $0.replacing(#","chargingRateUnit":"A""#, with: "") },
        ProfileFault(
            "all profiles have one id", fails: ["067"], reason: "chargingProfileId was 1 again", sending: "SetChargingProfile"
        ) { $0.replacing(/"chargingProfileId":\d+/, with: #""chargingProfileId":1"#) },
        ProfileFault(
            "clearing everything sends null", fails: ["067"], reason: "ClearChargingProfile.req: id must not be null",
            sending: "ClearChargingProfile"
        ) { $0 == "{}" ? #"{"id":null}"# : $0 },
        ProfileFault(
            "clearing by purpose names an id", fails: ["067"], reason: "ClearChargingProfile.req: id was 5, expected absent",
            sending: "ClearChargingProfile"
        ) { $0.replacing(#"{"connectorId""#, with: #"{"id":5,"connectorId""#) },
    ]

    private static let reservation = [
        ProfileFault(
            "idTags lose their case", fails: ["046", "047", "048_1", "048_2", "048_3", "048_4", "049", "052"],
            reason: "ReserveNow.req: idTag was cert-tag, expected CERT-TAG", sending: "ReserveNow"
        ) { $0.replacing(#""CERT-TAG""#, with: #""cert-tag""#) },
        ProfileFault(
            "reservations are for the whole charge point",
            fails: ["046", "047", "048_1", "048_2", "048_3", "048_4", "051", "052", "053"],
            reason: "ReserveNow.req: connectorId was 0", sending: "ReserveNow"
        ) { $0.replacing(#""connectorId":1"#, with: #""connectorId":0"#) },
        ProfileFault(
            "the whole charge point cannot be reserved", fails: ["049"], reason: "connectorId was 1, expected 0",
            sending: "ReserveNow"
        ) { $0.replacing(#""connectorId":0"#, with: #""connectorId":1"#) },
        ProfileFault(
            "reservations end when the Central System likes", fails: ["047"], reason: "expiryDate was 2030-01-01T00:00:00Z",
            sending: "ReserveNow"
        ) { $0.replacing(/"expiryDate":"[^"]*"/, with: #""expiryDate":"2030-01-01T00:00:00Z""#) },
        ProfileFault(
            "times are local", fails: ["046", "047", "048_1", "048_2", "048_3", "048_4", "049", "051", "052", "053"],
            reason: "must be in UTC and end with Z", sending: "ReserveNow"
        ) { $0.replacing(/"expiryDate":"([^"]*)Z"/) { #""expiryDate":"\#($0.output.1)+09:00""# } },
        ProfileFault(
            "the parent is left out", fails: ["053"], reason: "ReserveNow.req: parentIdTag was absent", sending: "ReserveNow"
        ) { $0.replacing(/"parentIdTag":"[^"]*",/, with: "") },
        ProfileFault(
            "Authorize does not tell the parent", fails: ["053"], reason: "Authorize.conf: parentIdTag was absent",
            answering: "Authorize"
        ) { $1.replacing(/,"parentIdTag":"[^"]*"/, with: "") },
        ProfileFault(
            "only the idTag of the reservation may start", fails: ["046"], reason: "idTagInfo.status was Invalid, expected Accepted",
            answering: "StartTransaction"
        ) { $0.contains("CERT-TAG-2") ? $1.replacing("Accepted", with: "Invalid") : $1 },
        ProfileFault(
            "another reservation is cancelled", fails: ["049", "051", "052"], reason: "CancelReservation.req: reservationId was 3",
            sending: "CancelReservation"
        ) { _ in #"{"reservationId":3}"# },
        occupiedRefused,
    ]

    private static let occupiedRefused: ProfileFault = {
        var fault = ProfileFault("it knows better than the operator", fails: ["048_2", "048_3"], reason: "connector 1 is taken")
        fault.refuses = { action, status in
            action == "ReserveNow" && ["Preparing", "Unavailable"].contains(status) ? "connector 1 is taken" : nil
        }
        return fault
    }()

    private static let lists = [
        ProfileFault(
            "every list has one version", fails: ["043_5"], reason: "listVersion was 5, expected a number above 5",
            sending: "SendLocalList"
        ) { $0.replacing(/"listVersion":\d+/, with: #""listVersion":5"#) },
        ProfileFault(
            "entries have idTags only", fails: ["043_1", "043_3", "043_4", "043_5"], reason: "idTagInfo is required",
            sending: "SendLocalList"
        ) { $0.replacing(/,"idTagInfo":\{[^}]*\}/, with: "") },
        ProfileFault(
            "an added idTag has no idTagInfo", fails: ["043_5"], reason: "was absent, expected it to be present",
            sending: "SendLocalList"
        ) { $0.contains("Differential") ? $0.replacing(/,"idTagInfo":\{[^}]*\}/, with: "") : $0 },
        ProfileFault(
            "a Full list is empty", fails: ["043_1", "043_3", "043_4", "043_5"],
            reason: "localAuthorizationList was empty or absent", sending: "SendLocalList"
        ) { $0.contains("Full") ? $0.replacing(/"localAuthorizationList":\[[^\]]*\],/, with: "") : $0 },
        ProfileFault(
            "a change is sent as the whole list", fails: ["043_5"], reason: "updateType was Full, expected Differential",
            sending: "SendLocalList"
        ) { $0.replacing("Differential", with: "Full") },
    ]

    private static let triggers = [
        ProfileFault(
            "no trigger names a connector", fails: ["054"], reason: "TriggerMessage.req: connectorId was absent, expected 1",
            sending: "TriggerMessage"
        ) { $0.replacing(#","connectorId":1"#, with: "") },
        ProfileFault(
            "every trigger is for Heartbeat", fails: ["054", "055"], reason: "requestedMessage was Heartbeat, expected MeterValues",
            sending: "TriggerMessage"
        ) { $0.replacing("MeterValues", with: "Heartbeat") },
        ProfileFault(
            "samples must be there", fails: ["054"], reason: "MeterValues was answered with CALLERROR", answering: "MeterValues"
        ) { $0.contains("[]") ? nil : $1 },
        ProfileFault(
            "Idle is not expected", fails: ["054"], reason: "StatusNotification was answered with CALLERROR",
            answering: "DiagnosticsStatusNotification"
        ) { $0.contains("Idle") ? nil : $1 },
    ]

    private static let everywhere: [ProfileFault] = {
        var blind = ProfileFault(
            "nothing is shown",
            fails: [
                "044_2", "044_3", "045_2", "046", "047", "048_1", "048_2", "048_3", "048_4", "051", "052", "042_1", "042_2",
                "043_1", "043_3",
            ], reason: "the central system shows something else, expected")
        blind.hidesFacts = true
        var cheerful = ProfileFault(
            "every answer is shown as Accepted",
            fails: ["043_1", "043_3", "048_1", "048_2", "048_3", "048_4", "052", "054", "055"],
            reason: "that the operator sees was Accepted, expected")
        cheerful.shows = { $1.replacing(/"status":"[A-Za-z]+"/, with: #""status":"Accepted""#) }
        var forgetful = ProfileFault(
            "answers are not shown", fails: ["042_1", "042_2", "066"], reason: "that the operator sees was {}")
        forgetful.shows = { action, answer in ["GetLocalListVersion", "GetCompositeSchedule"].contains(action) ? "{}" : answer }
        var talkative = ProfileFault(
            "profiles are followed by a question", fails: ["056", "057", "067"], reason: "GetConfiguration")
        talkative.isTalkative = { $0 == "SetChargingProfile" }
        return [blind, cheerful, forgetful, talkative]
    }()
}
