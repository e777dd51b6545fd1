import OCPP16
package import OCPPJ
import Persistence

/// How a session went, by some of its meter values: enough of them for a chart.
package struct SessionCourse: Hashable, Sendable {
    package struct Point: Hashable, Sendable {
        package var at: Timestamp
        /// As measured; where nothing was measured, what the rise of the register means. In W.
        package var watts: Double?
        /// The session's energy so far.
        package var energy: WattHours?
        /// The state of charge of the vehicle's battery in percent.
        package var stateOfCharge: Double?
    }

    /// In the order of their time.
    package var points: [Point]
    /// How many meter values the session has.
    package var count: Int
    /// Whether the power was worked out from the energy register, because the charge point does not measure it.
    package var isPowerDerived: Bool

    /// - Parameters:
    ///   - values: some meter values of the session.
    ///   - count: how many it has.
    init(_ values: [RecordedMeterValue], meterStart: WattHours, count: Int) {
        let values = values.sorted { $0.timestamp < $1.timestamp }
        let good = SessionEnergy.good(values.compactMap(\.register))
        let base: Int
        if meterStart.value < 0 {
            base = good.first?.register.value ?? 0
        } else {
            base = SessionEnergy.kind(meterStart: meterStart, readings: good) == .session ? 0 : meterStart.value
        }
        var trusted = good[...]
        points = values.map { value in
            var point = Point(at: value.timestamp, watts: PowerReading.watts(of: value.samples))
            if let register = value.register, register == trusted.first {
                trusted.removeFirst()
                point.energy = WattHours(max(0, register.register.value - base))
            }
            point.stateOfCharge = value.samples.first { $0.measurand == .soc }?.value
            return point
        }
        self.count = count
        isPowerDerived = false
        if !points.contains(where: { $0.watts != nil }) { derivePower() }
    }

    private mutating func derivePower() {
        var last: (at: Timestamp, energy: WattHours)?
        for index in points.indices {
            guard let energy = points[index].energy else { continue }
            let at = points[index].at
            if let last, at.seconds(since: last.at) >= 1 {
                points[index].watts = Double(energy.value - last.energy.value) * 3600 / at.seconds(since: last.at)
                isPowerDerived = true
            }
            last = (at, energy)
        }
    }
}

extension MeterValueService {
    /// More than this are not looked at: a session of a week with a value each ten seconds.
    private static let mostValues = 60_000

    /// How a session went, by at most so many of its meter values, evenly picked.
    package func course(of transaction: Transaction, points: Int = 240) async throws -> SessionCourse {
        try await database.read { connection in
            let ids = try MeterValueStore.ids(
                chargePointKey: transaction.chargePointKey, transactionId: transaction.id, limit: Self.mostValues, in: connection)
            let step = max(1, (ids.count + points - 1) / max(1, points))
            var picked = stride(from: 0, to: ids.count, by: step).map { ids[$0] }
            if let last = ids.last, picked.last != last { picked.append(last) }
            let values = try MeterValueStore.find(
                chargePointKey: transaction.chargePointKey, transactionId: transaction.id, ids: picked,
                energyScale: try Self.energyScale(chargePointKey: transaction.chargePointKey, in: connection), in: connection)
            return SessionCourse(values, meterStart: transaction.meterStart, count: ids.count)
        }
    }
}
