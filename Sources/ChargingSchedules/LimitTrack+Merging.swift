extension LimitTrack {
    /// The limits of a transaction under those of the whole charge point: the lower one of each moment (OCPP 1.6,
    /// section 3.13.3). Of equal ones the transaction's gives the reason.
    func merged(under chargePointMax: LimitTrack) -> LimitTrack {
        combined(with: chargePointMax) { own, whole in
            guard let own else { return whole }
            guard let whole else { return own }
            var lowest = whole.rate < own.rate ? whole : own
            lowest.numberPhases = fewest(own.numberPhases, whole.numberPhases)
            lowest.minimum = own.minimum ?? whole.minimum
            return lowest
        }
    }

    /// What connectors may use together; without a limit where one of them has none.
    static func sum(_ connectors: [(id: Int, track: LimitTrack)], over range: Range<Int64>) -> LimitTrack {
        guard let first = connectors.first else { return LimitTrack(unlimited: range) }
        let start = first.track.combined(with: LimitTrack(unlimited: range)) { own, _ in own?.asShare(of: first.id) }
        return connectors.dropFirst().reduce(start) { sum, next in
            sum.combined(with: next.track) { total, own in total?.adding(own?.asShare(of: next.id)) }
        }
    }
}

extension TrackLimit {
    /// As a summand for connector 0. What ends a sum is not told: it changes with any of its summands.
    fileprivate func asShare(of connector: Int) -> TrackLimit {
        guard case .profile(let profile) = reason else { return self }
        let share = ConnectorShare(connectorId: connector, limit: rate.rate, profile: profile)
        return TrackLimit(rate: rate, numberPhases: numberPhases, minimum: nil, reason: .connectors([share]), ending: .cutOff)
    }

    fileprivate func adding(_ other: TrackLimit?) -> TrackLimit? {
        guard let other, case .connectors(let shares) = reason, case .connectors(let added) = other.reason else { return nil }
        return TrackLimit(
            rate: rate + other.rate, numberPhases: most(numberPhases, other.numberPhases), minimum: nil,
            reason: .connectors(shares + added), ending: .cutOff)
    }
}

/// Nil is "not given".
private func fewest(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
}

/// Nil, which means 3, is the most there is.
private func most(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    return max(left, right)
}
