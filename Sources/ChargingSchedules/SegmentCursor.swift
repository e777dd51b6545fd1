/// A stretch of time in which one period of a profile's schedule has a value.
struct Segment: Equatable {
    var start: Int64
    var end: Int64
    /// Which period of the schedule.
    var index: Int
    var ending: SegmentEnding
}

/// Why a segment, or a piece of it, ends.
enum SegmentEnding: Equatable {
    case nextSchedulePeriod, scheduleDuration, recurrence, validTo
    /// Something else cuts it off; the profile itself goes on.
    case cutOff
}

/// Walks through the segments of a profile in order of time. To begin in the middle costs a division and a binary search, to go
/// on costs next to nothing.
struct SegmentCursor {
    private let profile: PreparedProfile
    /// The start of the run.
    private var base: Int64
    private var index: Int
    private(set) var segment: Segment?

    /// Stands on the first segment that ends after `moment`.
    init(_ profile: PreparedProfile, from moment: Int64) {
        self.profile = profile
        base = profile.anchor
        index = 0
        let moment = max(moment, profile.valid.lowerBound)
        guard moment < profile.valid.upperBound, !profile.offsets.isEmpty else { return }
        if let cycle = profile.cycle { base += (moment - profile.anchor) / cycle * cycle }
        let offset = moment - base
        if offset >= profile.length {
            guard let cycle = profile.cycle else { return }
            base += cycle
        } else {
            index = max(0, profile.lastPeriod(at: offset))
        }
        segment = current
    }

    mutating func advance() {
        guard segment != nil else { return }
        index += 1
        if index == profile.offsets.count {
            guard let cycle = profile.cycle else {
                segment = nil
                return
            }
            base += cycle
            index = 0
        }
        segment = current
    }

    private var current: Segment? {
        let valid = profile.valid
        let start = base + profile.offsets[index]
        guard start < valid.upperBound else { return nil }
        let end: Int64
        var ending: SegmentEnding
        if index + 1 < profile.offsets.count {
            end = base + profile.offsets[index + 1]
            ending = .nextSchedulePeriod
        } else {
            end = base + profile.length
            ending = profile.length == profile.cycle ? .recurrence : .scheduleDuration
        }
        if valid.upperBound < end { ending = .validTo }
        return Segment(start: max(start, valid.lowerBound), end: min(end, valid.upperBound), index: index, ending: ending)
    }
}

extension PreparedProfile {
    /// The last period that starts at or before an offset into a run; −1 when there is none.
    fileprivate func lastPeriod(at offset: Int64) -> Int {
        var low = 0
        var high = offsets.count
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
