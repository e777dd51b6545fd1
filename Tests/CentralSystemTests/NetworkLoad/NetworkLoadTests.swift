import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("The load of the network")
struct NetworkLoadTests {
    private static let start = CentralSystemFixture.morning

    private func note(_ book: NetworkLoadBook, connector: Int = 1, _ samples: String, at time: Timestamp, received: Timestamp? = nil) throws {
        let node = try JSONNode.parse(Array(#"[{"timestamp":"\#(time.rfc3339)","sampledValue":[\#(samples)]}]"#.utf8))
        for value in ReceivedMeterValue.read(node, receivedAt: received ?? time) {
            book.note(value, chargePointKey: 1, connectorId: connector, energyScale: nil, at: received ?? time)
        }
    }

    private func sample(_ book: NetworkLoadBook, at time: Timestamp) -> Int {
        book.sample(at: time)
        return book.history.last?.watts ?? -1
    }

    private static func power(_ value: String, _ unit: String = "W", phase: String? = nil) -> String {
        #"{"value":"\#(value)","measurand":"Power.Active.Import","unit":"\#(unit)"\#(phase.map { #","phase":"\#($0)""# } ?? "")}"#
    }

    @Test("it is the sum of the newest power of every connector")
    func power() throws {
        let book = NetworkLoadBook()
        try note(book, Self.power("7.2", "kW"), at: Self.start)
        try note(book, connector: 2, [Self.power("1000", phase: "L1"), Self.power("1100", phase: "L2")].joined(separator: ","), at: Self.start)
        #expect(sample(book, at: Self.start) == 9300)
        try note(book, Self.power("0"), at: Self.start)
        #expect(sample(book, at: Self.start) == 2100)
        #expect(book.history.last?.charging == 1)
        book.ended(chargePointKey: 1, connectorId: 2)
        #expect(sample(book, at: Self.start) == 0)
    }

    @Test("where no power is measured, it follows from the energy register")
    func register() throws {
        let book = NetworkLoadBook()
        try note(book, #"{"value":"1000"}"#, at: Self.start)
        #expect(sample(book, at: Self.start) == 0)
        try note(book, #"{"value":"1100"}"#, at: Self.start.advanced(bySeconds: 60))
        #expect(sample(book, at: Self.start.advanced(bySeconds: 60)) == 6000)
    }

    @Test("what is old, of the main meter, or no power at all does not count")
    func odd() throws {
        let book = NetworkLoadBook()
        try note(book, Self.power("5000"), at: Self.start.advanced(bySeconds: -7200), received: Self.start)
        try note(book, connector: 0, Self.power("5000"), at: Self.start)
        try note(book, connector: 3, Self.power("99999999999"), at: Self.start)
        try note(book, connector: 4, #"{"value":"x","measurand":"Power.Active.Import"}"#, at: Self.start)
        #expect(sample(book, at: Self.start) == 0)
        try note(book, connector: 5, Self.power("5000"), at: Self.start)
        #expect(sample(book, at: Self.start) == 5000)
        #expect(sample(book, at: Self.start.advanced(bySeconds: 1300)) == 0)
        book.lost(chargePointKey: 1)
    }

    @Test("the energy under way is what the meters of open transactions have counted")
    func underWay() throws {
        let book = NetworkLoadBook()
        try note(book, #"{"value":"1500"}"#, at: Self.start)
        let starts = [1, 2].map { TransactionStart(chargePointKey: 1, connectorId: $0, meterStart: WattHours(1000)) }
        book.sample(at: Self.start, starts: starts)
        #expect(book.history.last?.underWay == WattHours(500))
    }

    @Test("the history holds an hour")
    func history() {
        let book = NetworkLoadBook()
        for index in 0..<500 { book.sample(at: Self.start.advanced(bySeconds: index * 10)) }
        #expect(book.history.count == 360)
        #expect(book.history.first?.at == Self.start.advanced(bySeconds: 1400))
    }

    @Test("charging shows in it, and is gone from it when the connector is free")
    func messages() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        _ = try await station.result(
            "MeterValues", #"{"connectorId":1,"meterValue":[{"timestamp":"\#(fixture.time.now().rfc3339)","sampledValue":[\#(Self.power("3000"))]}]}"#)
        let book = fixture.system.networkLoad.book
        #expect(sample(book, at: fixture.time.now()) == 3000)
        _ = try await station.result("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Finishing"}"#)
        #expect(sample(book, at: fixture.time.now()) == 0)
    }

    @Test("energy is told by the hour in which transactions ended")
    func energy() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.system.idTags.create(try IdToken("TAG"), IdTagValues())
        let station = try await fixture.connect()
        let begin = fixture.time.now()
        for (minutes, energy) in [(10, 1000), (70, 2000), (80, 3000)] {
            fixture.time.set(begin.advanced(bySeconds: minutes * 60))
            let now = fixture.time.now().rfc3339
            let started = try await station.result(
                "StartTransaction", #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(now)"}"#)
            _ = try await station.result(
                "StopTransaction", #"{"transactionId":\#(started["transactionId"]?.int ?? 0),"meterStop":\#(energy),"timestamp":"\#(now)"}"#)
        }
        let hours = try await fixture.system.networkLoad.energy(from: begin, to: begin.advanced(bySeconds: 86_400))
        #expect(hours.map(\.hour) == [0, 1])
        #expect(hours.map(\.energy.value).reduce(0, +) > 0)
        #expect(hours.map(\.transactions) == [1, 2])
    }
}
