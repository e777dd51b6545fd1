import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Quirks")
struct QuirkTests {
    /// A charge point with quirks that has gone through a session.
    private func session(_ quirks: Set<Quirk>, change: (inout Bench) -> Void = { _ in }) throws -> Bench {
        var profile = try profile()
        profile.quirks = quirks
        var bench = Bench(profile)
        try bench.settle()
        change(&bench)
        #expect(try bench.run { $0.stop != nil })
        try bench.run(seconds: 60)
        return bench
    }

    private func wire<Request: OCPPRequest>(_ type: Request.Type, _ bench: Bench) throws -> [Request] {
        bench.calls.compactMap { $0.wire.request as? Request }
    }

    private func payloads(_ action: OCPPAction, _ bench: Bench) throws -> [String] {
        try bench.calls.filter { $0.action == action }.map { String(decoding: try $0.payload(), as: UTF8.self) }
    }

    private func samples(_ bench: Bench) throws -> [SampledValue] {
        try wire(MeterValues.self, bench).flatMap(\.meterValue).flatMap(\.sampledValue)
    }

    @Test("without any, what goes over the wire is what the charge point means")
    func none() throws {
        var bench = try session([])
        #expect(bench.calls.allSatisfy { $0.wire == $0.message && $0.form == CallForm() && !$0.hasNullPayload })
        #expect(bench.behaviour.takeOddities().isEmpty)
    }

    @Test("3.1: an empty payload is null")
    func nullPayload() throws {
        #expect(Set(try payloads("Heartbeat", session([.nullPayload]) { $0.set(.heartbeatInterval, to: "5") })) == ["null"])
    }

    @Test(
        "3.2: times are written in odd ways",
        arguments: [(Quirk.hourOffsets, "+02\"", 0.0), (.noZone, "00.000\"", 0), (.localTimeMarkedUTC, "Z\"", 7200)])
    func times(quirk: Quirk, end: String, ahead: Double) throws {
        let bench = try session([quirk])
        let first = try #require(payloads("StatusNotification", bench).first)
        #expect(first.contains(end), "\(first)")
        let sent = try #require(wire(StatusNotification.self, bench).first?.timestamp?.timestamp)
        #expect(sent.seconds(since: morning) == ahead)
    }

    @Test("3.2: after the start the clock shows 1970, until the first heartbeat")
    func startsIn1970() throws {
        let bench = try session([.startsIn1970]) { $0.set(.heartbeatInterval, to: "20") }
        let times = try wire(StatusNotification.self, bench).compactMap { $0.timestamp?.timestamp }
        #expect(times.first?.rfc3339.hasPrefix("1970-01-01") == true)
        #expect(times.last.map { $0 > morning } == true)
        let heartbeat = try #require(bench.messages.firstIndex(of: .heartbeat))
        #expect(bench.messages[..<heartbeat].contains { $0.status != nil })
    }

    @Test("3.3: one bad sample beside good ones")
    func badSamples() throws {
        let bench = try session([.celcius, .hz, .unknownMeasurand, .textForNumber, .emptySamples])
        let samples = try samples(bench)
        #expect(samples.contains { $0.unit == .celcius })
        #expect(samples.contains { $0.unit?.rawValue == "Hz" })
        #expect(samples.contains { $0.measurand?.rawValue == "Fan.Speed" })
        #expect(samples.contains { $0.value == "n/a" })
        #expect(samples.contains { $0.measurand == .energyActiveImportRegister })
        #expect(try wire(MeterValues.self, bench).allSatisfy { $0.meterValue.contains(where: \.sampledValue.isEmpty) })
    }

    @Test("3.4: kilowatt-hours that are labelled Wh")
    func kilowattHours() throws {
        let bench = try session([.kilowattHoursAsWattHours])
        let start = try #require(wire(StartTransaction.self, bench).first?.meterStart)
        let register = try #require(samples(bench).first { $0.measurand == .energyActiveImportRegister })
        #expect(register.unit == .wattHours)
        #expect(Double(register.value).map { abs($0 * 1000 - Double(start)) < 1000 } == true)
    }

    @Test("3.4: samples without unit and measurand")
    func noUnits() throws {
        let first = try #require(samples(session([.noUnits])).first)
        #expect(first.unit == nil && first.measurand == nil)
    }

    @Test("3.4: a register that counts from the start of the session, in starts, samples and stops")
    func sessionRegister() throws {
        let bench = try session([.sessionRegister])
        let stop = try #require(wire(StopTransaction.self, bench).first?.meterStop)
        let meant = try #require(bench.messages.compactMap(\.stop).first?.meterStop)
        let began = try #require(bench.messages.compactMap(\.start).first?.meterStart)
        #expect(try wire(StartTransaction.self, bench).first?.meterStart == 0)
        #expect(stop == meant - began && stop > 500)
        let registers = try samples(bench).filter { $0.measurand == .energyActiveImportRegister }.compactMap { Int($0.value) }
        #expect(registers.allSatisfy { $0 <= stop } && registers.count > 10)
        #expect(bench.behaviour.meterStarts.isEmpty)
    }

    @Test(
        "3.5: MeterValues for another transaction, or none",
        arguments: [
            (Quirk.meterValuesForTransaction0, 0 as Int?), (.meterValuesForTransactionMinus1, -1), (.meterValuesWithoutTransaction, nil),
        ])
    func meterValues(quirk: Quirk, id: Int?) throws {
        let values = try wire(MeterValues.self, session([quirk]))
        #expect(!values.isEmpty && values.allSatisfy { $0.transactionId == id })
    }

    @Test("4.4: a stop for no transaction", arguments: [(Quirk.stopsTransaction0, 0), (.stopsTransactionMinus1, -1)])
    func stops(quirk: Quirk, id: Int) throws {
        #expect(try wire(StopTransaction.self, session([quirk])).first?.transactionId == id)
    }

    @Test("4.5: odd registers at the end", arguments: [Quirk.meterStopMinus1, .meterStop0, .meterStopBelowStart])
    func meterStop(quirk: Quirk) throws {
        let bench = try session([quirk])
        let start = try #require(wire(StartTransaction.self, bench).first?.meterStart)
        let expected = quirk == .meterStopMinus1 ? -1 : quirk == .meterStop0 ? 0 : start - 1000
        #expect(try wire(StopTransaction.self, bench).first?.meterStop == expected)
    }

    @Test("4.6: no MeterValues at all")
    func noMeterValues() throws {
        var bench = try session([.noMeterValues])
        #expect(try wire(MeterValues.self, bench).isEmpty)
        #expect(bench.behaviour.takeOddities().quirks[.noMeterValues] ?? 0 > 0)
    }

    @Test("2.3 and 2.5: ids that come again, never twice in a row, and answers that nobody asked for")
    func ids() throws {
        let bench = try session([.reusesMessageIDs, .unsolicitedAnswers])
        let ids = bench.calls.compactMap(\.form.messageID)
        #expect(ids.count == bench.calls.count && Set(ids).count == 4)
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 != $1 })
        #expect(bench.calls.contains { $0.form.followedBy?.starts(with: Array("[3,".utf8)) == true })
    }

    @Test("1.3: a password goes as its hexadecimal digits")
    func password() throws {
        var scenario = Scenario(url: "ws://localhost/ocpp", fleets: [Fleet()])
        scenario.fleets[0].security = ChargePointSecurity(profile: .basic, password: [0, 171])
        scenario.fleets[0].quirks = [.passwordAsHex]
        let security = try #require(scenario.profiles(now: morning).first?.security)
        #expect(security.password == Array("00ab".utf8))
        #expect(security.sendsPasswordAsHex)
    }

    @Test("every quirk can be written in a scenario, and is counted by that name", arguments: Quirk.allCases)
    func named(quirk: Quirk) throws {
        let scenario = try Scenario(
            yaml: "centralSystem: {url: ws://localhost/ocpp}\nfleets: [{quirks: [\(quirk.rawValue)]}]", now: morning)
        #expect(scenario.fleets[0].quirks == [quirk])
        guard !Quirk.ofConnections.contains(quirk) else { return }
        var bench = try session([quirk]) { $0.set(.heartbeatInterval, to: "30") }
        #expect(bench.behaviour.takeOddities().quirks[quirk] ?? 0 > 0)
    }
}
