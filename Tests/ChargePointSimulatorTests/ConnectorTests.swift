import OCPP16
import Testing

@testable import ChargePointSimulator

@Suite("Connectors")
struct ConnectorTests {
    @Test(
        "the status follows from the conditions",
        arguments: [
            (ConnectorConditions(), ChargePointStatus.available),
            (ConnectorConditions(isPluggedIn: true), .preparing),
            (ConnectorConditions(isAwaitingCable: true), .preparing),
            (ConnectorConditions(isPluggedIn: true, energy: .flows), .charging),
            (ConnectorConditions(isPluggedIn: true, energy: .suspendedByVehicle), .suspendedEV),
            (ConnectorConditions(isPluggedIn: true, energy: .suspendedByChargePoint), .suspendedEVSE),
            (ConnectorConditions(isPluggedIn: true, isFinishing: true), .finishing),
            (ConnectorConditions(isOperative: false), .unavailable),
            (ConnectorConditions(isOperative: false, isPluggedIn: true), .unavailable),
            (ConnectorConditions(isOperative: false, isPluggedIn: true, energy: .flows), .charging),
        ])
    func status(conditions: ConnectorConditions, status: ChargePointStatus) {
        #expect(conditions.status == status)
    }

    @Test("availability changes at once without a transaction")
    func atOnce() {
        var availability = Availability()
        #expect(availability.change(to: .inoperative, isCharging: false) == .accepted)
        #expect(!availability.isOperative)
        #expect(availability.change(to: .inoperative, isCharging: false) == .accepted)
        #expect(availability.change(to: .operative, isCharging: false) == .accepted)
        #expect(availability.isOperative)
    }

    @Test("availability changes after the transaction, unless it is taken back")
    func scheduled() {
        var availability = Availability()
        #expect(availability.change(to: .inoperative, isCharging: true) == .scheduled)
        #expect(availability.isOperative)
        #expect(availability.change(to: .operative, isCharging: true) == .accepted)
        availability.becameFree()
        #expect(availability.isOperative)
        #expect(availability.change(to: .inoperative, isCharging: true) == .scheduled)
        availability.becameFree()
        #expect(!availability.isOperative)
    }
}
