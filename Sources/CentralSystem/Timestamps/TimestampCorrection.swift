package import OCPP16
package import OCPPJ

/// What we make of a charge point's time: the moment to go by, and why it is not simply the one that was sent.
///
/// The past is never wrong for that alone, because offline messages may be days old (field note 3.2).
package struct TimestampCorrection: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The time has no zone; taken as UTC.
        case assumedUTC
        /// Readable, but not as RFC 3339 has it, for example with an offset of hours only.
        case shortOffset
        /// No time at all, or none was sent; the time of receipt is used.
        case unreadable
        /// From before OCPP 1.6 existed: the clock was never set; the time of receipt is used.
        case unsetClock
        /// Further in the future than clocks drift, such as local time marked `Z`; the time of receipt is used.
        case future
    }

    /// The moment to go by.
    package let timestamp: Timestamp
    /// nil when the time stands as sent.
    package let kind: Kind?

    /// Drift that is taken as it comes, in milliseconds.
    static let tolerance: Int64 = 5 * 60 * 1000
    /// 2015-01-01T00:00:00Z, the year of OCPP 1.6: nothing can have been measured before it.
    static let earliest = Timestamp(milliseconds: 1_420_070_400_000)

    /// - Parameters:
    ///   - dateTime: the time as sent, nil when there was none.
    ///   - receivedAt: when the message came in.
    package init(_ dateTime: DateTime?, receivedAt: Timestamp) {
        guard let sent = dateTime?.timestamp else {
            timestamp = receivedAt
            kind = .unreadable
            return
        }
        if sent < Self.earliest {
            timestamp = receivedAt
            kind = .unsetClock
        } else if sent.milliseconds - receivedAt.milliseconds > Self.tolerance {
            timestamp = receivedAt
            kind = .future
        } else {
            timestamp = sent
            switch dateTime?.repair {
            case .assumedUTC: kind = .assumedUTC
            case .shortOffset: kind = .shortOffset
            case .unreadable, nil: kind = nil
            }
        }
    }
}

extension TimestampCorrection.Kind {
    /// The deviation to count for it.
    package var rule: DeviationRule {
        switch self {
        case .assumedUTC: .timestampWithoutZone
        case .shortOffset: .timestampNotRFC3339
        case .unreadable: .unreadableTimestamp
        case .unsetClock: .timestampFromUnsetClock
        case .future: .timestampInFuture
        }
    }

    /// The mark that a record with such a time gets.
    package var flagCode: RecordFlag.Code { RecordFlag.Code(rawValue: rule.rawValue) }

    /// What was made of it, for people.
    package var explanation: String {
        switch self {
        case .assumedUTC: "no zone, taken as UTC"
        case .shortOffset: "not written as RFC 3339 has it"
        case .unreadable: "no readable time, the time of receipt is used"
        case .unsetClock: "before 2015, so the clock was not set: the time of receipt is used"
        case .future: "more than five minutes ahead, the time of receipt is used"
        }
    }
}

extension TimestampCorrection {
    /// Whether `timestamp` is what the charge point said, not merely when its message came in.
    package var isTrusted: Bool {
        switch kind {
        case nil, .assumedUTC, .shortOffset: true
        case .unreadable, .unsetClock, .future: false
        }
    }

    /// The mark for a record whose time is `text`, nil when the time stands as sent.
    package func flag(_ member: String, sent text: String?, at moment: Timestamp) -> RecordFlag? {
        guard let kind else { return nil }
        let sent = text.map { "\"\($0.prefix(64))\"" } ?? "nothing"
        return RecordFlag(kind.flagCode, "\(member) \(sent): \(kind.explanation)", at: moment)
    }
}

extension DeviationRule {
    /// A time without zone (field note 3.2).
    package static let timestampWithoutZone = DeviationRule(rawValue: "timestampWithoutZone")
    /// A time that can be read but is not RFC 3339, such as `2026-01-31T10:00:00+02`.
    package static let timestampNotRFC3339 = DeviationRule(rawValue: "timestampNotRFC3339")
    /// A time that cannot be read, or none where one is required.
    package static let unreadableTimestamp = DeviationRule(rawValue: "unreadableTimestamp")
    /// A time from before 2015: the clock was never set.
    package static let timestampFromUnsetClock = DeviationRule(rawValue: "timestampFromUnsetClock")
    /// A time more than five minutes ahead of ours.
    package static let timestampInFuture = DeviationRule(rawValue: "timestampInFuture")
}
