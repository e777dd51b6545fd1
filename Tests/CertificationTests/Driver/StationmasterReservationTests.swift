import OCPPJ
import Testing

@testable import Certification

@Suite("A reservation whose number the central system chooses")
struct StationmasterReservationTests {
    private func body(_ payload: String, free: Set<String> = ["reservationId"], _ action: String = "ReserveNow") -> String? {
        StationmasterDriver.reservation(
            OperatorRequest(OCPPAction(rawValue: action), payload: payload, chosenByCentralSystem: free), on: "CP \"1\"")
    }

    @Test("goes to the reservations of the API, with nothing added that was not asked for")
    func body() {
        #expect(
            body(#"{"connectorId":1,"expiryDate":"2026-01-01T00:00:00Z","idTag":"T"}"#)
                == #"{"connectorId":1,"expiryDate":"2026-01-01T00:00:00Z","idTag":"T","chargePointId":"CP \"1\"","parentIdTag":null}"#)
        #expect(body(#"{"parentIdTag":"P"}"#) == #"{"parentIdTag":"P","chargePointId":"CP \"1\""}"#)
    }

    @Test("one with a number of its own, and every other request, goes out as it is wanted")
    func others() {
        #expect(body(#"{"reservationId":7}"#) == nil)
        #expect(body("{}", free: []) == nil)
        #expect(body("{}", "CancelReservation") == nil)
    }
}
