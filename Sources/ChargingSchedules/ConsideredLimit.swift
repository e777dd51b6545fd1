package import OCPP16
package import OCPPJ

/// A limit that has a value at a moment, and what became of it.
package struct ConsideredLimit: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        /// It is the limit; for connector 0, a part of it.
        case decides
        /// It counts, but another one that counts is lower (OCPP 1.6, section 3.13.3).
        case notLowest
        /// Another profile of the same purpose has a higher stack level (section 3.13.2).
        case lowerStackLevel(than: ProfileReference)
        /// A TxDefaultProfile while a TxProfile is in force (section 3.13.1).
        case overruled(by: ProfileReference)
        /// For connector 0: it limits one connector, but another one has no limit, and so neither has their sum.
        case otherConnectorUnlimited
    }

    package var profile: ProfileReference
    /// The connector that it limits; 0 is the charge point as a whole.
    package var limitedConnectorId: Int
    /// In the unit of the schedule.
    package var limit: ChargingRate
    package var numberPhases: Int?
    package var verdict: Verdict
    package var unit: ChargingRateUnitType
}

extension ConsideredLimit: CustomStringConvertible {
    /// For people, for example `32 A by ChargePointMaxProfile 1, level 0: another limit is lower`.
    package var description: String {
        let verdict =
            switch verdict {
            case .decides: "decides"
            case .notLowest: "another limit is lower"
            case .lowerStackLevel(let other): "\(other), is higher in the stack"
            case .overruled(let other): "overruled by \(other)"
            case .otherConnectorUnlimited: "another connector has no limit"
            }
        return "\(limit.text) \(unit.rawValue) by \(profile): \(verdict)"
    }
}

extension CompositeSchedule {
    /// Every limit that has a value at a moment, those that do not decide included: the charge point's first, then each
    /// connector's, the highest ranked first.
    ///
    /// Of a period, the start is the moment to ask for; limits that do not decide may come and go within it. Empty outside of the
    /// schedule.
    package func limitsConsidered(at moment: Timestamp) -> [ConsideredLimit] {
        guard let period = period(at: moment) else { return [] }
        var considered = considered(stacks.chargePointMax, limiting: 0, at: moment, period)
        for connector in stacks.connectors {
            considered += self.considered(connector.ranked, limiting: connector.id, at: moment, period)
        }
        return considered
    }

    private func considered(
        _ ranked: [PreparedProfile], limiting connector: Int, at moment: Timestamp, _ period: CompositePeriod
    ) -> [ConsideredLimit] {
        let speaking = ranked.compactMap { profile in profile.limit(at: moment).map { (profile: profile.reference, limit: $0) } }
        guard let first = speaking.first?.profile else { return [] }
        return speaking.enumerated().map { rank, each in
            let verdict: ConsideredLimit.Verdict =
                if rank == 0 {
                    period.verdict(on: first, limiting: connector)
                } else if each.profile.purpose != first.purpose {
                    .overruled(by: first)
                } else {
                    .lowerStackLevel(than: first)
                }
            return ConsideredLimit(
                profile: each.profile, limitedConnectorId: connector, limit: each.limit.rate.rate, numberPhases: each.limit.numberPhases,
                verdict: verdict, unit: period.unit)
        }
    }
}

extension PreparedProfile {
    /// What the profile says at a moment; nil when it says nothing.
    fileprivate func limit(at moment: Timestamp) -> Limit? {
        guard let segment = SegmentCursor(self, from: moment.milliseconds).segment, segment.start <= moment.milliseconds else { return nil }
        return limits[segment.index]
    }
}

extension CompositePeriod {
    /// What became of the first of the profiles that limit a connector.
    fileprivate func verdict(on profile: ProfileReference, limiting connector: Int) -> ConsideredLimit.Verdict {
        switch reason {
        case .unlimited: .otherConnectorUnlimited
        case .profile(let deciding): deciding == profile ? .decides : .notLowest
        case .connectors(let shares): shares.contains { $0.connectorId == connector } ? .decides : .notLowest
        }
    }
}
