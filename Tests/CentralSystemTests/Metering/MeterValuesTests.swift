import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("MeterValues")
struct MeterValuesTests {
    /// With spaces, to see that they stay.
    static let text =
        #"[ {"value":"2000","unit":"Wh","context":"Sample.Periodic"}"#
        + #",{"value":"7.2","measurand":"Power.Active.Import","unit":"kW"} ]"#

    @Test("are kept as sent, with their transaction, and read in base units")
    func clean() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        fixture.time.advance(seconds: 60)
        try await fixture.measure(
            chargePoint,
            json: """
                {"connectorId":1,"transactionId":\(id),"meterValue":[\
                {"timestamp":"2026-09-21T14:14:00Z","sampledValue":\(Self.text)},\
                {"timestamp":"2026-09-21T14:14:10Z","sampledValue":[{"value":"2100"}]}]}
                """)
        let page = try await fixture.meterValues.list(transaction: id)
        #expect(page.items.count == 2)
        let value = try #require(page.items.first)
        #expect(String(decoding: value.sampledValue, as: UTF8.self) == Self.text)
        #expect(value.samples.map(\.value) == [2000, 7200])
        #expect(value.samples.map(\.rule) == ["measurand assumed Energy.Active.Import.Register", "unit kW to W"])
        #expect(value.timestamp.rfc3339 == "2026-09-21T14:14:00.000Z")
        #expect(value.transactionIdReceived == id)
        #expect(page.items.allSatisfy { $0.flags.isEmpty && $0.setAside.isEmpty })
        #expect(fixture.rules(chargePoint).isEmpty)

        let transaction = try await fixture.transaction(id)
        #expect(transaction.lastEnergy == WattHours(1100))
        #expect(transaction.lastMeterValueAt?.rfc3339 == "2026-09-21T14:14:10.000Z")
    }

    @Test("with one bad sample lose only that sample")
    func salvage() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        try await fixture.measure(
            chargePoint, transaction: "\(id)",
            """
            {"value":"2000"},{"value":"n/a"},{"value":"21","measurand":"Temperature","unit":"Celcius"},\
            {"value":"50","measurand":"Frequency","unit":"Hz"},{"value":"1","measurand":"Humidity"},\
            {"value":"1","context":"Never"},{"value":3.5,"measurand":"Voltage"}
            """)
        let value = try #require(try await fixture.meterValues.list(transaction: id).items.first)
        #expect(value.samples.map(\.value) == [2000, 21, 50, 3.5])
        #expect(value.samples.map(\.unit) == ["Wh", "Celsius", "Hertz", "V"])
        #expect(value.setAside.map { String(decoding: $0.sample, as: UTF8.self) } == [
            #"{"value":"n/a"}"#, #"{"value":"1","measurand":"Humidity"}"#, #"{"value":"1","context":"Never"}"#,
        ])
        #expect(value.flags.count == 6)
        #expect(fixture.rules(chargePoint) == [.sampleRepaired, .sampleSetAside])
    }

    @Test(
        "are acknowledged and kept whatever their shape",
        arguments: [
            (#"{"connectorId":1,"meterValue":[{"timestamp":"2026-09-21T14:13:20Z","sampledValue":[]}]}"#, ["[]"], "noSamples"),
            (#"{"connectorId":1,"meterValue":[{"timestamp":"2026-09-21T14:13:20Z"}]}"#, ["[]"], "noSamples"),
            (#"{"connectorId":1,"meterValue":[{"sampledValue":[{"value":"1"}]}]}"#, [#"[{"value":"1"}]"#], "unreadableTimestamp"),
            (#"{"connectorId":1,"meterValue":[{"timestamp":12,"sampledValue":[{"value":"1"}]}]}"#, [#"[{"value":"1"}]"#],
                "unreadableTimestamp"),
            (#"{"connectorId":1,"meterValue":[{"timestamp":"2026-09-21T14:13:20Z","sampledValue":{"value":"1"}}]}"#,
                [#"[{"value":"1"}]"#], "meterValueMalformed"),
            (#"{"connectorId":1,"meterValue":{"timestamp":"2026-09-21T14:13:20","sampledValue":[]}}"#, ["[]"],
                "timestampWithoutZone"),
            (#"{"connectorId":1,"meterValue":["what"]}"#, [#"["what"]"#], "meterValueMalformed"),
            (#"{"connectorId":1,"meterValue":[]}"#, [], nil),
            (#"{"connectorId":0,"meterValue":null}"#, [], nil),
            (#"{"connectorId":1}"#, [], nil),
        ] as [(String, [String], String?)])
    func shapes(json: String, kept: [String], flag: String?) async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        try await fixture.measure(chargePoint, json: json)
        let values = try await fixture.meterValues.list(chargePoint: chargePoint).items
        #expect(values.map { String(decoding: $0.sampledValue, as: UTF8.self) } == kept)
        if let flag { #expect(values.first?.flags.contains { $0.code.rawValue == flag } == true) }
        #expect(!fixture.rules(chargePoint).isEmpty)
    }

    @Test("without a connectorId are refused, with the member's name")
    func noConnector() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let error = await #expect(throws: PayloadError.self) { try await fixture.measure(chargePoint, json: #"{"meterValue":[]}"#) }
        #expect(error?.kind == .missing && error?.path == ["connectorId"])
    }

    @Test("with an invalid transactionId go to the connector's open transaction, flagged", arguments: ["0", "-1", "4711", #""x""#])
    func invalidTransaction(sent: String) async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        fixture.time.advance(seconds: 10)
        try await fixture.measure(chargePoint, transaction: sent)
        let value = try #require(try await fixture.meterValues.list(transaction: id).items.first)
        #expect(value.transactionIdReceived == Int(sent))
        #expect(value.flags.count == 1)
        #expect(fixture.rules(chargePoint) == [.invalidTransactionIdInMeterValues])
    }

    @Test("without a fitting transaction stay with the connector")
    func keptWithConnector() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let other = try await fixture.chargePoint("CP-2")
        let foreign = try await fixture.start(other).transactionId
        try await fixture.measure(chargePoint, connector: 7, transaction: "\(foreign)")
        try await fixture.measure(chargePoint, connector: 0, transaction: nil)
        let values = try await fixture.meterValues.list(chargePoint: chargePoint).items
        #expect(values.map(\.transactionId) == [nil, nil])
        #expect(values.map(\.connectorId) == [7, 0])
        #expect(values.map { $0.flags.map(\.code.rawValue) } == [["invalidTransactionId"], []])
        #expect(try await fixture.meterValues.list(chargePoint: chargePoint, connectorId: 7).items.count == 1)
        #expect(try await fixture.meterValues.list(transaction: foreign).items.isEmpty)
    }

    @Test("of a closed transaction join it when their time lies in it, else the open one")
    func closedTransaction() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let first = try await fixture.start(chargePoint).transactionId
        fixture.time.advance(seconds: 600)
        try await fixture.stop(chargePoint, first)
        fixture.time.advance(seconds: 600)
        let second = try await fixture.start(chargePoint, meter: 3500).transactionId
        fixture.time.advance(seconds: 60)
        let within = ChargingFixture.morning.advanced(bySeconds: 300).rfc3339
        try await fixture.measure(chargePoint, transaction: "\(first)", at: within)
        try await fixture.measure(chargePoint, transaction: "\(first)")
        #expect(try await fixture.meterValues.list(transaction: first).items.map(\.timestamp.rfc3339) == [within])
        #expect(try await fixture.meterValues.list(transaction: second).items.count == 1)
    }

    @Test("come back in pages, and a register that falls is flagged")
    func pages() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint, meter: 0).transactionId
        for register in [100, 200, 150, 300, 400] {
            fixture.time.advance(seconds: 60)
            try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"\#(register)"}"#)
        }
        let first = try await fixture.meterValues.list(transaction: id, PageRequest(limit: 2))
        let second = try await fixture.meterValues.list(transaction: id, PageRequest(limit: 2, cursor: first.nextCursor))
        let third = try await fixture.meterValues.list(transaction: id, PageRequest(limit: 2, cursor: second.nextCursor))
        let all = first.items + second.items + third.items
        #expect(all.map { $0.samples.first?.value } == [100, 200, 150, 300, 400])
        #expect(all.map { $0.flags.count } == [0, 0, 1, 0, 0])
        #expect(third.nextCursor == nil)
        await #expect(throws: TransactionError.unknownTransaction(99)) { try await fixture.meterValues.list(transaction: 99) }
    }

    @Test("of a charge point that counts kWh as Wh are scaled by its rule")
    func scaled() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint(meterEnergyScale: 1000)
        let id = try await fixture.start(chargePoint, meter: 1000).transactionId
        try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"3.5","unit":"Wh"}"#)
        let sample = try #require(try await fixture.meterValues.list(transaction: id).items.first?.samples.first)
        #expect(sample.value == 3500)
        #expect(sample.rule?.contains("energy scaled by 1000") == true)
        #expect(try await fixture.transaction(id).lastEnergy == WattHours(2500))
    }

    @Test("that no meter can show are set apart, and neither reading nor closing fails on them", arguments: [
        "9000000000000000000", "-9000000000000000000", "1e300",
    ])
    func impossible(value: String) async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint, meter: 100).transactionId
        try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"-9000000000000000000"}"#)
        try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"\#(value)"}"#)
        #expect(try await fixture.meterValues.list(transaction: id).items.allSatisfy { $0.register == nil })
        #expect(try await fixture.transaction(id).lastEnergy == nil)
        _ = try await fixture.stop(chargePoint, id, meter: -1)
        #expect(try await fixture.transaction(id).quarantine != nil)
    }

    @Test("that come again because their answer was lost are stored once")
    func repeated() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        for value in ["7", "7", "8", "8"] {
            try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"\#(value)"}"#)
        }
        #expect(try await fixture.meterValues.list(transaction: id).items.flatMap(\.samples).map(\.value) == [7, 8])
    }

    @Test("that arrive in one millisecond, or after the clock was set back, get numbers of their own")
    func numbers() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        let id = try await fixture.start(chargePoint).transactionId
        for watts in 1...3 {
            try await fixture.measure(chargePoint, transaction: "\(id)", #"{"value":"\#(watts)","measurand":"Power.Active.Import"}"#)
        }
        // A second program start at the same time begins to count anew.
        let again = MeterValuesHandler(meterValues: MeterValueService(database: fixture.database))
        let json = """
            {"connectorId":1,"transactionId":\(id),\
            "meterValue":[{"timestamp":"2026-09-21T14:13:20Z","sampledValue":[]}]}
            """
        _ = try await fixture.call(again, json, from: chargePoint)
        let ids = try await fixture.meterValues.list(transaction: id).items.map(\.id)
        #expect(Set(ids).count == 4)
        #expect(ids == ids.sorted())
    }
}
