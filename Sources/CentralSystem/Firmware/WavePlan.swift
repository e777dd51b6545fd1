import OCPPJ

/// How the charge points of a campaign are parted into waves. The next wave begins when every charge point of the present one has
/// its result.
package enum WavePlan: Hashable, Sendable {
    /// One wave with all.
    case all
    /// Waves of so many charge points.
    case size(Int)
    /// Waves of these parts of the whole in percent, in order; what is missing to 100 is one more wave.
    case percentages([Int])

    /// - Throws: `FileExchangeError` with code `.invalidMember`.
    package func check() throws(FileExchangeError) {
        switch self {
        case .all: break
        case .size(let size):
            guard size > 0 else { throw .invalid("waveSize", "must be 1 or more") }
        case .percentages(let parts):
            guard (1...100).contains(parts.count), parts.allSatisfy({ (1...100).contains($0) }), parts.reduce(0, +) <= 100 else {
                throw .invalid("wavePercentages", "must be numbers from 1 to 100 that add up to at most 100")
            }
        }
    }

    /// The number of the last charge point of each wave. No wave is empty, so there may be fewer than were asked for.
    package func ends(total: Int64) -> [Int64] {
        guard total > 0 else { return [] }
        var ends: [Int64] = []
        switch self {
        case .all: break
        case .size(let size):
            ends = Array(stride(from: Int64(max(size, 1)), to: total, by: max(size, 1)))
        case .percentages(let parts):
            var percent: Int64 = 0
            for part in parts {
                percent += Int64(part)
                // Rounded up, so that a first wave of one percent has a charge point.
                let end = (total * percent + 99) / 100
                if end > ends.last ?? 0, end < total { ends.append(end) }
            }
        }
        return ends + [total]
    }
}
