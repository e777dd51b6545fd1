import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

/// A moment written as people write it.
func moment(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> Timestamp {
    try #require(Timestamp(rfc3339: text), sourceLocation: location)
}

extension ChargingSchedule {
    /// Periods as (start in seconds, limit).
    init(
        _ periods: [(Int32, ChargingRate)], unit: ChargingRateUnitType = .amperes, duration: Int32? = nil, start: String? = nil,
        phases: Int? = nil, minimum: ChargingRate? = nil
    ) {
        self.init(
            duration: duration.map { Seconds(integerLiteral: $0) }, startSchedule: start.map { DateTime(received: $0) },
            chargingRateUnit: unit,
            chargingSchedulePeriod: periods.map {
                ChargingSchedulePeriod(startPeriod: Seconds(integerLiteral: $0.0), limit: $0.1, numberPhases: phases)
            }, minChargingRate: minimum)
    }
}

extension InstalledProfile {
    static func chargePointMax(
        _ id: Int, level: Int = 0, on connector: Int = 0, kind: ChargingProfileKindType = .absolute, _ schedule: ChargingSchedule
    ) -> InstalledProfile {
        InstalledProfile(
            connectorId: connector,
            profile: ChargingProfile(
                chargingProfileId: id, stackLevel: level, chargingProfilePurpose: .chargePointMaxProfile, chargingProfileKind: kind,
                chargingSchedule: schedule))
    }

    static func txDefault(
        _ id: Int, level: Int = 0, on connector: Int = 1, kind: ChargingProfileKindType = .absolute,
        recurrency: RecurrencyKindType? = nil, from: String? = nil, to: String? = nil, _ schedule: ChargingSchedule
    ) -> InstalledProfile {
        InstalledProfile(
            connectorId: connector,
            profile: ChargingProfile(
                chargingProfileId: id, stackLevel: level, chargingProfilePurpose: .txDefaultProfile, chargingProfileKind: kind,
                recurrencyKind: recurrency, validFrom: from.map { DateTime(received: $0) }, validTo: to.map { DateTime(received: $0) },
                chargingSchedule: schedule))
    }

    static func tx(
        _ id: Int, level: Int = 0, on connector: Int = 1, transaction: Int? = nil, kind: ChargingProfileKindType = .absolute,
        from: String? = nil, to: String? = nil, _ schedule: ChargingSchedule
    ) -> InstalledProfile {
        InstalledProfile(
            connectorId: connector,
            profile: ChargingProfile(
                chargingProfileId: id, transactionId: transaction, stackLevel: level, chargingProfilePurpose: .txProfile,
                chargingProfileKind: kind, validFrom: from.map { DateTime(received: $0) }, validTo: to.map { DateTime(received: $0) },
                chargingSchedule: schedule))
    }
}

/// The 2026-11-23, a Monday, from midnight on.
func composite(
    _ profiles: [InstalledProfile], connector: Int = 1, from start: String = "2026-11-23T00:00:00Z", seconds: Int32 = 86_400,
    unit: ChargingRateUnitType = .amperes, transaction: String? = nil, id: Int = 7, connectors: [Int] = [],
    supply: ElectricalSupply = ElectricalSupply(), _ location: SourceLocation = #_sourceLocation
) throws -> CompositeSchedule {
    let transactions = try transaction.map { [RunningTransaction(id: id, connectorId: 1, start: try moment($0, location))] } ?? []
    return CompositeSchedule(
        of: profiles,
        CompositeScheduleRequest(
            connectorId: connector, start: try moment(start, location), duration: Seconds(integerLiteral: seconds), unit: unit,
            transactions: transactions, connectors: connectors, supply: supply))
}

extension CompositeSchedule {
    /// Seconds from the start of the schedule, limit and deciding profile of each period, for example `0: 16.0 by 12`.
    var summary: [String] {
        periods.map { period in
            let by =
                switch period.reason {
                case .unlimited: "none"
                case .profile(let profile): "\(profile.chargingProfileId)"
                case .connectors(let shares): shares.map { "\($0.connectorId):\($0.limit)" }.joined(separator: "+")
                }
            return "\(Int(period.start.seconds(since: request.start))): \(period.limit?.description ?? "-") by \(by)"
        }
    }
}
