package import OCPP16
package import OCPPJ

/// The limits that hold for a connector over a stretch of time, all installed profiles taken together (OCPP 1.6, sections
/// 3.13 and 5.7), each explained.
///
/// - Within a purpose, the profile with the highest stack level among those that have a value at the moment prevails. A profile
///   has none before `validFrom` or its start, from `validTo` on, after the duration of its schedule, before the first
///   period of its schedule; lower levels count then (section 3.13.2; errata, 3.43).
/// - A TxProfile overrules TxDefaultProfiles for as long as it has a value. A connector's own TxDefaultProfile takes the place
///   of the one of connector 0 with the same stack level (section 3.13.1).
/// - The lower one of ChargePointMaxProfile and TxProfile or TxDefaultProfile is the limit (section 3.13.3).
/// - For connector 0, the limits of the connectors are added up, and their sum counts like the limit of a transaction: what the
///   charge point will take from the grid at most (section 5.7).
/// - Recurring schedules start again every 24 hours or 7 days from `startSchedule`, in UTC, so that no clock change moves them
///   (errata, 3.78); what is longer than that is not executed (errata, 3.44). Before `startSchedule` they have no value.
/// - A schedule that is relative or has no `startSchedule` starts with the transaction; without one, at the start of the
///   request. For a ChargePointMaxProfile it is the first of the transactions.
/// - A recurring profile without `recurrencyKind` runs once. A time that cannot be read counts as absent.
package struct CompositeSchedule: Sendable {
    package let request: CompositeScheduleRequest
    /// In order of time, without gaps or overlaps, from the start of the request to its end; empty when its duration is 0.
    package let periods: [CompositePeriod]
    let stacks: ProfileStacks

    /// - Parameter profiles: what is installed on the charge point, in order of installation; profiles of other connectors
    ///   do no harm.
    package init(of profiles: [InstalledProfile], _ request: CompositeScheduleRequest) {
        self.request = request
        stacks = ProfileStacks(of: profiles, request)
        let range = request.start.milliseconds..<request.end.milliseconds
        let connectors = stacks.connectors.map { (id: $0.id, track: LimitTrack($0.ranked, over: range)) }
        let own =
            request.connectorId == 0
            ? LimitTrack.sum(connectors, over: range) : connectors.first?.track ?? LimitTrack(unlimited: range)
        let track = stacks.chargePointMax.isEmpty ? own : own.merged(under: LimitTrack(stacks.chargePointMax, over: range))
        periods = Self.periods(of: track, in: request.unit)
    }

    /// The profiles that have no say, and why.
    package var disregarded: [DisregardedProfile] { stacks.disregarded }

    /// The period that a moment lies in; nil outside of the schedule. Cheap: a binary search.
    package func period(at moment: Timestamp) -> CompositePeriod? {
        var low = 0
        var high = periods.count
        while low < high {
            let middle = (low + high) / 2
            if periods[middle].end <= moment { low = middle + 1 } else { high = middle }
        }
        guard low < periods.count, periods[low].start <= moment else { return nil }
        return periods[low]
    }

    /// The limit that holds at a moment, in the unit of the request; nil when there is none. Cheap: a binary search.
    package func limit(at moment: Timestamp) -> ChargingRate? { period(at: moment)?.limit }

    /// Joins neighbours that say the same for the same reason.
    private static func periods(of track: LimitTrack, in unit: ChargingRateUnitType) -> [CompositePeriod] {
        var periods: [CompositePeriod] = []
        periods.reserveCapacity(track.pieces.count)
        var next = track.pieces.startIndex
        while next < track.pieces.endIndex {
            let first = track.pieces[next]
            var last = first
            next += 1
            while next < track.pieces.endIndex, track.pieces[next].says(first.limit) {
                last = track.pieces[next]
                next += 1
            }
            let following = next < track.pieces.endIndex ? track.pieces[next] : nil
            periods.append(
                CompositePeriod(
                    start: Timestamp(milliseconds: first.start), end: Timestamp(milliseconds: last.end), limit: first.limit?.rate.rate,
                    unit: unit, numberPhases: first.limit?.numberPhases, minChargingRate: first.limit?.minimum?.rate,
                    reason: first.limit?.reason ?? .unlimited, ending: last.ending(before: following)))
        }
        return periods
    }
}

extension LimitTrack.Piece {
    fileprivate func says(_ other: TrackLimit?) -> Bool {
        guard let limit, let other else { return limit == nil && other == nil }
        return limit.rate == other.rate && limit.numberPhases == other.numberPhases && limit.minimum == other.minimum
            && limit.reason == other.reason
    }

    fileprivate func ending(before following: LimitTrack.Piece?) -> PeriodEnding {
        switch limit?.ending {
        case .nextSchedulePeriod: return .nextSchedulePeriod
        case .scheduleDuration: return .scheduleDuration
        case .recurrence: return .recurrence
        case .validTo: return .validTo
        case .cutOff, nil:
            guard let following else { return .requestedTime }
            guard case .profile(let reference) = following.limit?.reason else { return .otherLimit(nil) }
            return .otherLimit(reference)
        }
    }
}
