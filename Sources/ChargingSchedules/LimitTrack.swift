/// What limits a stretch of time.
struct TrackLimit: Equatable, Sendable {
    var rate: ExactRate
    var numberPhases: Int?
    var minimum: ExactRate?
    var reason: LimitReason
    var ending: SegmentEnding
}

/// Limits in order of time, without gaps: where there is no limit, a piece says so.
struct LimitTrack: Sendable {
    struct Piece: Sendable {
        var start: Int64
        var end: Int64
        /// Nil where there is no limit.
        var limit: TrackLimit?
    }

    private(set) var pieces: [Piece] = []

    /// No limit at all.
    init(unlimited range: Range<Int64>) {
        append(Piece(start: range.lowerBound, end: range.upperBound, limit: nil))
    }

    /// At each moment the limit of the first profile that has a value.
    ///
    /// Lower profiles are only looked at where all the higher ones are silent, so that what is covered costs nothing.
    init(_ ranked: [PreparedProfile], over range: Range<Int64>) {
        fill(range, with: ranked[...])
    }

    private init(pieces: [Piece]) {
        self.pieces = pieces
    }

    private mutating func fill(_ range: Range<Int64>, with ranked: ArraySlice<PreparedProfile>) {
        guard !range.isEmpty else { return }
        guard let profile = ranked.first else { return append(Piece(start: range.lowerBound, end: range.upperBound, limit: nil)) }
        let lower = ranked.dropFirst()
        var cursor = SegmentCursor(profile, from: range.lowerBound)
        var moment = range.lowerBound
        while let segment = cursor.segment, segment.start < range.upperBound {
            if moment < segment.start { fill(moment..<segment.start, with: lower) }
            let start = max(moment, segment.start)
            moment = min(segment.end, range.upperBound)
            let limit = profile.limits[segment.index]
            append(
                Piece(
                    start: start, end: moment,
                    limit: TrackLimit(
                        rate: limit.rate, numberPhases: limit.numberPhases, minimum: limit.minimum, reason: .profile(profile.reference),
                        ending: moment == segment.end ? segment.ending : .cutOff)))
            guard moment < range.upperBound else { return }
            cursor.advance()
        }
        fill(moment..<range.upperBound, with: lower)
    }

    private mutating func append(_ piece: Piece) {
        if piece.start < piece.end { pieces.append(piece) }
    }

    /// Two tracks over the same range, taken together piece by piece.
    func combined(with other: LimitTrack, _ combine: (TrackLimit?, TrackLimit?) -> TrackLimit?) -> LimitTrack {
        var result: [Piece] = []
        result.reserveCapacity(pieces.count + other.pieces.count)
        var mine = 0
        var theirs = 0
        while mine < pieces.count, theirs < other.pieces.count {
            let first = pieces[mine]
            let second = other.pieces[theirs]
            let end = min(first.end, second.end)
            result.append(
                Piece(start: max(first.start, second.start), end: end, limit: combine(first.limit(until: end), second.limit(until: end))))
            if first.end == end { mine += 1 }
            if second.end == end { theirs += 1 }
        }
        return LimitTrack(pieces: result)
    }
}

extension LimitTrack.Piece {
    /// The limit of the first part of this piece.
    fileprivate func limit(until moment: Int64) -> TrackLimit? {
        guard moment < end, var cut = limit else { return limit }
        cut.ending = .cutOff
        return cut
    }
}
