package import OCPPJ
import OCPP16
import Synchronization

/// What the whole network charges with, by what charge points measured last; in memory, so it begins anew with each start.
///
/// Messages only leave what they brought; it is read every few seconds, of each connector the newest. So a thousand meter values a
/// second cost a thousand glances and no arithmetic.
package final class NetworkLoadBook: Sendable {
    /// Seconds between two samples of the history.
    package static let sampleSeconds = 10
    /// How many samples are kept: an hour.
    private static let sampleCount = 360
    /// A measurement that is older counts no more.
    private static let longestSeconds = 1200
    /// Connectors that are followed; no machine serves more.
    private static let mostConnectors = 500_000

    private struct Key: Hashable {
        var chargePoint: Int64
        var connector: Int
    }

    private struct Entry {
        /// The samples as they came, until they are looked at.
        var unread: (samples: [UInt8], at: Timestamp, scale: Double?)?
        var watts: Double = 0
        var register: RegisterReading?
        var at: Timestamp
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var history: [LoadSample] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// The newest meter value of a connector; the main meter (connector 0) and what was kept offline for long count not. Returns at
    /// once.
    func note(_ value: ReceivedMeterValue, chargePointKey: Int64, connectorId: Int, energyScale: Double?, at time: Timestamp) {
        guard connectorId > 0, time.seconds(since: value.time.timestamp) < Double(Self.longestSeconds) else { return }
        let key = Key(chargePoint: chargePointKey, connector: connectorId)
        state.withLock { state in
            guard state.entries.count < Self.mostConnectors || state.entries[key] != nil else { return }
            state.entries[key, default: Entry(at: time)].unread = (value.sampledValue, value.time.timestamp, energyScale)
        }
    }

    /// Nothing is charged there any more: the transaction ended, or the connector is free.
    func ended(chargePointKey: Int64, connectorId: Int) {
        _ = state.withLock { $0.entries.removeValue(forKey: Key(chargePoint: chargePointKey, connector: connectorId)) }
    }

    /// The charge point is gone.
    func lost(chargePointKey: Int64) {
        state.withLock { state in
            guard !state.entries.isEmpty else { return }
            // Connectors are few and numbered from 1; those beyond are forgotten with time.
            for connector in 0...8 { state.entries[Key(chargePoint: chargePointKey, connector: connector)] = nil }
        }
    }

    /// Reads what came, and adds a sample to the history.
    ///
    /// - Parameter starts: where the transactions began that are open now.
    func sample(at now: Timestamp, starts: [TransactionStart] = []) {
        let unread = state.withLock { state -> [(Key, samples: [UInt8], at: Timestamp, scale: Double?)] in
            var unread: [(Key, samples: [UInt8], at: Timestamp, scale: Double?)] = []
            for (key, entry) in state.entries {
                if let found = entry.unread { unread.append((key, found.samples, found.at, found.scale)) }
            }
            return unread
        }
        // Outside the lock: this is the work.
        let read = unread.map { ($0.0, PowerReading(sampledValue: $0.samples, energyScale: $0.scale, at: $0.at), $0.at) }
        state.withLock { state in
            for (key, reading, at) in read {
                guard var entry = state.entries[key] else { continue }
                entry.watts = reading.watts ?? Self.watts(from: entry.register, to: reading.register) ?? entry.watts
                entry.register = reading.register ?? entry.register
                if entry.unread?.at == at { entry.unread = nil }
                entry.at = now
                state.entries[key] = entry
            }
            let oldest = now.advanced(bySeconds: -Self.longestSeconds)
            state.entries = state.entries.filter { $0.value.at >= oldest }
            let sum = state.entries.values.reduce(0) { $0 + $1.watts }
            let charging = state.entries.values.count { $0.watts > 0 }
            if state.history.count >= Self.sampleCount { state.history.removeFirst(state.history.count - Self.sampleCount + 1) }
            let underWay = starts.reduce(WattHours(0)) { sum, start in
                guard let register = state.entries[Key(chargePoint: start.chargePointKey, connector: start.connectorId)]?.register,
                    let energy = SessionEnergy.energy(meterStart: start.meterStart, readings: [register])
                else { return sum }
                return sum + energy
            }
            state.history.append(
                LoadSample(at: now, watts: Int(clamping: sum.rounded()), charging: charging, underWay: underWay))
        }
    }

    /// The power between two readings of a register; nil when that says nothing.
    private static func watts(from earlier: RegisterReading?, to later: RegisterReading?) -> Double? {
        guard let earlier, let later, later.register.value >= earlier.register.value else { return nil }
        let seconds = later.timestamp.seconds(since: earlier.timestamp)
        // Charge points that repeat a reading at once, or slept, tell nothing of the present.
        guard seconds >= 1, seconds <= Double(longestSeconds) else { return nil }
        let watts = Double(later.register.value - earlier.register.value) * 3600 / seconds
        return watts < 5_000_000 ? watts : nil
    }

    /// The samples of the last hour, oldest first.
    package var history: [LoadSample] { state.withLock { $0.history } }
}

/// Where an open transaction began.
struct TransactionStart: Hashable, Sendable {
    var chargePointKey: Int64
    var connectorId: Int
    var meterStart: WattHours
}

/// What the network charged with at a moment.
package struct LoadSample: Hashable, Sendable {
    package var at: Timestamp
    /// In W, of all connectors together.
    package var watts: Int
    /// How many connectors took power.
    package var charging: Int
    /// The energy so far of the transactions that were open, as far as their meters tell.
    package var underWay: WattHours
}
