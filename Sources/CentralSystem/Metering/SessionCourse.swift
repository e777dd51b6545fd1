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
    /// How many meter values the session has; `counted` when there are as many or more.
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

extension SessionCourse {
    /// Up to so many meter values are counted: a day and more with a value each ten seconds.
    package static let counted = 10_000

    /// Whether the session has more meter values than are counted.
    package var hasMore: Bool { count >= Self.counted }
}

extension MeterValueService {
    /// How a session went, by about so many of its meter values, the first and the newest among them: evenly picked, and of a session
    /// with very many, one of each stretch of the time in which they were received. So a long session costs no more than a short one.
    package func course(
        of transaction: Transaction, points: Int = 240, counted: Int = SessionCourse.counted
    ) async throws -> SessionCourse {
        let (key, id, points) = (transaction.chargePointKey, transaction.id, max(1, points))
        return try await database.read { connection in
            let ids = try MeterValueStore.ids(chargePointKey: key, transactionId: id, limit: counted, in: connection)
            guard let first = ids.first, let last = try MeterValueStore.lastID(chargePointKey: key, transactionId: id, in: connection)
            else { return SessionCourse([], meterStart: transaction.meterStart, count: 0) }
            var picked: [Int64]
            if ids.count < counted {
                let step = max(1, (ids.count + points - 1) / points)
                picked = stride(from: 0, to: ids.count, by: step).map { ids[$0] }
            } else {
                // Ids are times of receipt.
                picked = try stride(from: first, to: last, by: Int(max(1, (last - first) / Int64(points)))).compactMap { from in
                    try MeterValueStore.firstID(from: from, chargePointKey: key, transactionId: id, in: connection)
                }
                // After a stretch without any, the next is found more than once.
                picked = picked.indices.filter { $0 == 0 || picked[$0] != picked[$0 - 1] }.map { picked[$0] }
            }
            if picked.last != last { picked.append(last) }
            let values = try MeterValueStore.find(
                chargePointKey: key, transactionId: id, ids: picked,
                energyScale: try Self.energyScale(chargePointKey: key, in: connection), in: connection)
            return SessionCourse(values, meterStart: transaction.meterStart, count: ids.count)
        }
    }
}
