import OCPPJ
import Testing

@testable import CentralSystem

@Suite("The energy of a session by its meter values")
struct SessionEnergyTests {
    static func readings(_ registers: [Int], every seconds: Int = 300) -> [RegisterReading] {
        registers.enumerated().map { index, register in
            RegisterReading(
                timestamp: Timestamp(milliseconds: 1_790_000_000_000).advanced(bySeconds: index * seconds),
                register: WattHours(register))
        }
    }

    @Test(
        "is the same whether the register counts the session or the meter's life",
        arguments: [
            (100_000, [100_500, 103_000, 105_000], 5000),
            (100_000, [500, 3000, 5000], 5000),
            (0, [500, 3000, 5000], 5000),
            (5000, [0, 3000, 7000], 7000),
            // Samples in rounded kWh lie a little below meterStart at first.
            (12_345, [12_000, 15_000], 2655),
            (12_345, [12_000], 0),
            // A spike, a fall and a negative value do not count.
            (1000, [2000, 9_000_000, 3000], 2000),
            (1000, [2000, 3000, 0], 2000),
            (1000, [2000, -1], 1000),
            // Without a start reading the first sample stands for it.
            (-1, [7000, 9000], 2000),
        ])
    func energy(meterStart: Int, registers: [Int], energy: Int) {
        #expect(
            SessionEnergy.energy(meterStart: WattHours(meterStart), readings: Self.readings(registers)) == WattHours(energy))
    }

    @Test("is unknown without a reading")
    func none() {
        #expect(SessionEnergy.energy(meterStart: WattHours(5), readings: []) == nil)
        #expect(SessionEnergy.energy(meterStart: WattHours(5), readings: Self.readings([-1])) == nil)
    }

    @Test(
        "a register that falls or leaps is noticed",
        arguments: [(1000, 900, 300, true), (1000, 1000, 300, false), (0, 90_000, 300, false), (0, 200_000, 300, true),
            (0, 9000, 0, false), (0, 11_000, 0, true), (2000, 1000, -300, false)])
    func jumps(from: Int, to: Int, seconds: Int, isJump: Bool) {
        let start = Timestamp(milliseconds: 1_790_000_000_000)
        let jump = SessionEnergy.jump(
            from: RegisterReading(timestamp: start, register: WattHours(from)),
            to: RegisterReading(timestamp: start.advanced(bySeconds: seconds), register: WattHours(to)))
        #expect((jump != nil) == isJump)
    }
}
