import OCPPJ

/// The energy of a transaction that ends, or why nobody should bill it yet (field notes 4.5 and 4.6).
struct ClosingEnergy: Hashable, Sendable {
    /// nil while in quarantine.
    var energy: Transaction.Energy?
    var quarantine: Transaction.Quarantine?
    var flags: [RecordFlag] = []

    /// Nothing worked out yet.
    init() {}

    /// Session energy in its meter values, in Wh, below which equal registers are believed.
    private static let believedDifference = 100

    /// Whether the meter values have to be looked at: the registers alone do not settle it.
    static func needsMeterValues(meterStart: WattHours, meterStop: WattHours?) -> Bool {
        guard let meterStop else { return true }
        return meterStart.value < 0 || meterStop <= meterStart
    }

    /// - Parameters:
    ///   - meterStop: as sent; nil when an operator closes the transaction.
    ///   - duration: of the session, in seconds.
    ///   - summary: what the meter values say; only looked at when `needsMeterValues`.
    init(
        meterStart: WattHours, meterStop: WattHours?, duration: Double, summary: MeterValueService.Summary, at moment: Timestamp
    ) {
        let sampled = summary.energy?.value ?? 0
        guard let meterStop else {
            if let energy = summary.energy {
                self.energy = Transaction.Energy(wattHours: energy, source: .meterValues)
            } else {
                quarantine = Self.quarantine("closed by an operator without any meter reading", summary, moment)
            }
            return
        }
        if meterStart.value < 0 {
            quarantine = Self.quarantine("meterStart is \(meterStart.value)", summary, moment)
        } else if meterStop.value < 0 {
            quarantine = Self.quarantine("meterStop is \(meterStop.value)", summary, moment)
        } else if meterStop.value == 0, meterStart.value > 0 {
            quarantine = Self.quarantine("meterStop is 0, meterStart was \(meterStart.value)", summary, moment)
        } else if meterStop < meterStart {
            quarantine = Self.quarantine(
                "meterStop \(meterStop.value) is below meterStart \(meterStart.value)", summary, moment)
        } else if meterStop == meterStart, sampled >= Self.believedDifference {
            quarantine = Self.quarantine(
                "meterStop equals meterStart \(meterStart.value), but the meter values show \(sampled) Wh", summary, moment)
        } else {
            settle((meterStop - meterStart).value, duration: duration, at: moment)
        }
    }

    private mutating func settle(_ wattHours: Int, duration: Double, at moment: Timestamp) {
        energy = Transaction.Energy(wattHours: WattHours(wattHours), source: .registers)
        if wattHours == 0 {
            flags.append(RecordFlag(.noEnergy, "meterStop equals meterStart", at: moment))
        }
        // Ten times the allowance of a single reading: a session's clock may be off by more than a sample's.
        let plausible = SessionEnergy.greatestPower * max(0, duration) / 3600 + Double(SessionEnergy.jumpTolerance * 10)
        if Double(wattHours) > plausible {
            flags.append(RecordFlag(.implausibleEnergy, "\(wattHours) Wh in \(Int(clamping: duration)) s", at: moment))
        }
    }

    private static func quarantine(
        _ reason: String, _ summary: MeterValueService.Summary, _ moment: Timestamp
    ) -> Transaction.Quarantine {
        Transaction.Quarantine(
            reason: reason, since: moment, proposedEnergy: summary.energy, lastGoodSample: summary.lastGoodReading)
    }
}
