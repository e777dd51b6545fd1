package import OCPP16
package import OCPPJ

extension ChargingProfileTemplateValues {
    /// A day: how long an Absolute profile is valid and lasts when its template says nothing.
    private static let day = 86_400

    /// The charging profile that this template makes on an occasion.
    ///
    /// - Absolute: `validFrom`, `validTo`, `startSchedule` and `duration` are always present, though the schema makes them
    ///   optional: charge points and tests of certification expect them. It is valid from the moment of installing and for as
    ///   long as its schedule lasts, or a day, unless the template says otherwise; its schedule starts with its validity.
    /// - Recurring: its schedule starts at midnight UTC, the weekly one on a Monday, unless the template says otherwise.
    /// - Relative: without `startSchedule`, because the charge point determines the start.
    ///
    /// Times that are made are in whole seconds.
    package func profile(_ occasion: ChargingProfileOccasion) throws(PayloadError) -> ChargingProfile {
        var schedule = chargingSchedule
        let (from, to) = try validity(at: occasion.moment.wholeSeconds)
        switch chargingProfileKind {
        case .absolute:
            let start = schedule.startSchedule?.timestamp ?? from ?? occasion.moment.wholeSeconds
            schedule.startSchedule = DateTime(start)
            if schedule.duration == nil {
                let length = to.map { Int(clamping: $0.seconds(since: start).rounded(.down)) } ?? Self.day
                schedule.duration = try Seconds(max(length, 0))
            }
        case .recurring:
            if schedule.startSchedule == nil {
                schedule.startSchedule = DateTime(
                    recurrencyKind == .weekly ? occasion.moment.startOfWeek : occasion.moment.startOfDay)
            }
        case .relative:
            schedule.startSchedule = nil
        }
        return ChargingProfile(
            chargingProfileId: occasion.chargingProfileId,
            transactionId: chargingProfilePurpose == .txProfile ? occasion.transactionId : nil,
            stackLevel: occasion.stackLevel ?? stackLevel ?? 0, chargingProfilePurpose: chargingProfilePurpose,
            chargingProfileKind: chargingProfileKind, recurrencyKind: chargingProfileKind == .recurring ? recurrencyKind : nil,
            validFrom: from.map(DateTime.init(_:)), validTo: to.map(DateTime.init(_:)), chargingSchedule: schedule)
    }

    /// From when to when the profile is valid. Only an Absolute one is given times that the template does not ask for.
    private func validity(at moment: Timestamp) throws(PayloadError) -> (from: Timestamp?, to: Timestamp?) {
        let isAbsolute = chargingProfileKind == .absolute
        let from = validFrom ?? validFromSeconds.map(moment.advanced(bySeconds:)) ?? (isAbsolute ? moment : nil)
        if let validTo { return (from, validTo) }
        if let validForSeconds { return (from, (from ?? moment).advanced(bySeconds: validForSeconds)) }
        guard isAbsolute else { return (from, nil) }
        // As long as the schedule lasts, whenever it starts.
        let start = chargingSchedule.startSchedule?.timestamp ?? from ?? moment
        return (from, start.advanced(bySeconds: chargingSchedule.duration?.value ?? Self.day))
    }
}

extension Timestamp {
    private static let dayMilliseconds: Int64 = 86_400_000

    /// This moment without its fraction of a second.
    fileprivate var wholeSeconds: Timestamp { rounded(down: 1000, offset: 0) }
    /// Midnight UTC before this moment.
    fileprivate var startOfDay: Timestamp { rounded(down: Self.dayMilliseconds, offset: 0) }
    /// Midnight UTC of the Monday before this moment. 1970-01-05 was a Monday.
    fileprivate var startOfWeek: Timestamp {
        rounded(down: 7 * Self.dayMilliseconds, offset: 4 * Self.dayMilliseconds)
    }

    private func rounded(down step: Int64, offset: Int64) -> Timestamp {
        let distance = milliseconds - offset
        let remainder = distance % step
        return Timestamp(milliseconds: milliseconds - (remainder < 0 ? remainder + step : remainder))
    }
}
