import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Vehicles and meters")
struct ChargingTests {
    private var vehicle: Vehicle {
        Vehicle(
            batteryWattHours: 58_000, arrivalStateOfCharge: 0.2, chargeLimit: 0.8, phases: 3, amperesPerPhase: 16,
            directWatts: 120_000, taperStart: 0.5)
    }

    @Test("power ramps up, holds and tapers")
    func curve() {
        let curve = ChargingCurve(peakWatts: 100_000, batteryWatts: 120_000, taperStart: 0.5, rampSeconds: 20)
        #expect(curve.watts(stateOfCharge: 0.3, elapsed: 0) == 0)
        #expect(curve.watts(stateOfCharge: 0.3, elapsed: 10) == 50_000)
        #expect(curve.watts(stateOfCharge: 0.3, elapsed: 60) == 100_000)
        #expect(curve.watts(stateOfCharge: 0.5, elapsed: 60) == 100_000)
        #expect(curve.watts(stateOfCharge: 0.9, elapsed: 60) < 30_000)
        #expect(curve.watts(stateOfCharge: 1, elapsed: 60) > 0)
    }

    @Test("a vehicle draws what it and the connector agree on")
    func peak() {
        #expect(vehicle.peakWatts(from: .alternating(phases: 3, amperes: 32)) == 3 * 16 * 230)
        #expect(vehicle.peakWatts(from: .alternating(phases: 1, amperes: 32)) == 16 * 230)
        #expect(vehicle.peakWatts(from: .direct(watts: 150_000)) == 120_000)
    }

    @Test("a reading does not depend on the readings before it")
    func pathIndependent() {
        var often = ChargingProcess(vehicle: vehicle, supply: .direct(watts: 150_000), acceleration: 1, seed: 3)
        var once = often
        for second in stride(from: 0.0, to: 1000, by: 0.7) { _ = often.reading(afterSeconds: second) }
        let left = often.reading(afterSeconds: 1000.3)
        #expect(left == once.reading(afterSeconds: 1000.3))
        #expect(left.wattHours > 10_000)
    }

    @Test("a full vehicle takes no more, at the moment foreseen", arguments: [1.0, 30])
    func full(acceleration: Double) throws {
        var process = ChargingProcess(
            vehicle: vehicle, supply: .alternating(phases: 3, amperes: 16), acceleration: acceleration, seed: 3)
        let full = try #require(process.secondsUntilFull(within: 100_000))
        #expect(process.secondsUntilFull(within: full / 2) == nil)
        #expect(process.reading(afterSeconds: full - 10 / acceleration).isFull == false)
        let reading = process.reading(afterSeconds: full)
        #expect(reading.isFull)
        #expect(reading.watts == 0)
        #expect(abs(reading.stateOfCharge - 0.8) < 0.000_1)
        #expect(abs(reading.wattHours - 0.6 * 58_000 / acceleration) < 0.001)
        #expect(process.reading(afterSeconds: full * 2).wattHours == reading.wattHours)
    }

    @Test("energy agrees with power and time, however much is shortened", arguments: [1.0, 30])
    func consistent(acceleration: Double) {
        var process = ChargingProcess(
            vehicle: vehicle, supply: .alternating(phases: 3, amperes: 16), acceleration: acceleration, seed: 3)
        let first = process.reading(afterSeconds: 30)
        let second = process.reading(afterSeconds: 60)
        let mean = (second.wattHours - first.wattHours) / 30 * 3600
        #expect(abs(mean - second.watts) < second.watts * 0.02)
    }

    @Test("the register only rises, and keeps what was drawn when charging ends")
    func register() {
        var meter = EnergyMeter(wattHours: 5000)
        #expect(meter.reading(at: morning).registerWattHours == 5000)
        let process = ChargingProcess(vehicle: vehicle, supply: .direct(watts: 50_000), acceleration: 1, seed: 3)
        meter.beginCharging(process, at: morning)
        var last = 5000
        for minute in 1...20 {
            let reading = meter.reading(at: morning.advanced(bySeconds: minute * 60))
            #expect(reading.registerWattHours > last)
            last = reading.registerWattHours
        }
        meter.endCharging(at: morning.advanced(bySeconds: 1200))
        let after = meter.reading(at: morning.advanced(bySeconds: 9000))
        #expect(after == MeterReading(registerWattHours: last, watts: 0, stateOfCharge: nil, isFull: false))
    }

    @Test("a meter that is set up again later shows no less, and fits 32 bits")
    func installed() {
        for supply in [Supply.direct(watts: 150_000), .alternating(phases: 3, amperes: 32)] {
            var early = EnergyMeter.installed(supply: supply, now: morning, seed: 4)
            var late = EnergyMeter.installed(supply: supply, now: morning.advanced(bySeconds: 3600), seed: 4)
            let shown = early.reading(at: morning).registerWattHours
            #expect(shown < late.reading(at: morning).registerWattHours)
            #expect(shown < Int(Int32.max))
        }
    }

    @Test("samples carry unit, phase and one decimal place")
    func samples() {
        let reading = MeterReading(registerWattHours: 12_345, watts: 11_040, stateOfCharge: 0.5049, isFull: false)
        let samples = SampledValues.samples(
            of: reading, at: morning, measurands: SampledValues.measurands, phases: 3, context: .samplePeriodic)
        #expect(samples.count == 9)
        #expect(samples[0].value == "12345" && samples[0].unit == .wattHours)
        #expect(samples[1].value == "11040.0" && samples[1].unit == .watts)
        #expect(samples[2...4].map(\.phase) == [.l1, .l2, .l3])
        #expect(samples[5...7].map(\.phase) == [.l1N, .l2N, .l3N])
        #expect(samples[8].value == "50.5" && samples[8].unit == .percent && samples[8].location == .ev)
    }

    @Test("direct current has no phases, and without a vehicle there is no state of charge")
    func directSamples() {
        let reading = MeterReading(registerWattHours: 1, watts: 0, stateOfCharge: nil, isFull: false)
        let samples = SampledValues.samples(
            of: reading, at: morning, measurands: SampledValues.measurands, phases: nil, context: .trigger)
        #expect(samples.compactMap(\.measurand) == [
            .energyActiveImportRegister, .powerActiveImport, .currentImport, .voltage,
        ])
        #expect(samples.allSatisfy { $0.phase == nil && $0.context == .trigger })
    }

    @Test("decimals", arguments: [(0.0, "0.0"), (1.25, "1.3"), (-0.26, "-0.3"), (99.96, "100.0")])
    func decimals(value: Double, text: String) {
        #expect(SampledValues.decimal(value) == text)
    }
}

@Suite("Sample times")
struct SampleTimesTests {
    @Test("are whole intervals from the start; missed ones are left out")
    func periodic() {
        func next(_ seconds: Int) -> Timestamp? {
            SampleTimes.next(after: morning.advanced(bySeconds: seconds), since: morning, interval: 60)
        }
        #expect(next(0) == morning.advanced(bySeconds: 60))
        #expect(next(59) == morning.advanced(bySeconds: 60))
        #expect(next(60) == morning.advanced(bySeconds: 120))
        #expect(next(601) == morning.advanced(bySeconds: 660))
        #expect(SampleTimes.next(after: morning, since: morning, interval: 0) == nil)
    }

    @Test("aligned ones start anew at midnight")
    func aligned() throws {
        let late = try #require(Timestamp(rfc3339: "2026-06-01T23:50:00Z"))
        #expect(SampleTimes.nextAligned(after: late, interval: 900)?.rfc3339 == "2026-06-02T00:00:00.000Z")
        #expect(SampleTimes.nextAligned(after: late, interval: 50_000)?.rfc3339 == "2026-06-02T00:00:00.000Z")
        let noon = try #require(Timestamp(rfc3339: "2026-06-01T12:07:00Z"))
        #expect(SampleTimes.nextAligned(after: noon, interval: 900)?.rfc3339 == "2026-06-01T12:15:00.000Z")
        #expect(SampleTimes.nextAligned(after: noon, interval: 0) == nil)
    }
}
