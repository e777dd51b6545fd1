import OCPPJ
import Testing

@testable import Certification

@Suite("Requests in words")
struct RequestTextTests {
    private func text(_ action: String, _ payload: String, free: Set<String> = []) -> String {
        RequestText(
            request: OperatorRequest(OCPPAction(rawValue: action), payload: payload, chosenByCentralSystem: free), identity: "CP"
        ).text
    }

    @Test("a request without values has no JSON")
    func empty() {
        #expect(text("ClearCache", "{}") == "Send ClearCache without any values to CP, then press return.")
    }

    @Test("what may be chosen is said")
    func free() {
        #expect(
            text("CancelReservation", #"{"reservationId":7}"#, free: ["reservationId", "b"]) == """
                Send CancelReservation with reservationId = 7 to CP, then press return.
                    The central system chooses, or you do: b
                    The central system may choose other values for: reservationId
                    As JSON: {"reservationId":7}
                """)
    }

    @Test("many values stand line by line with their paths, and long texts below their names")
    func many() {
        let payload = #"{"a":1,"b":{"c":true,"d":[{"e":"x"},{"e":"y\nz"}]},"key":["k","l"],"none":[]}"#
        #expect(
            text("Any", payload) == """
                Send Any to CP with these values, then press return:
                    a = 1
                    b.c = true
                    b.d[0].e = x
                    b.d[1].e =
                        y
                        z
                    key = k, l
                    none = an empty list
                    As JSON: \(payload)
                """)
    }

    @Test("a status is taken however it is typed", arguments: [
        ("accepted", "Accepted"), ("UNLOCK FAILED", "UnlockFailed"), ("Reboot-required", "RebootRequired"), ("Maybe", "Maybe"),
    ])
    func status(typed: String, word: String) {
        #expect(StatusWord.spelled(typed) == word)
    }
}
