/// Which bytes of a file were delivered, in whatever pieces and however often.
package struct ByteRanges: Hashable, Sendable {
    /// More holes than these are not remembered: a piece that fits nowhere then counts as not delivered.
    private static let maximumPieces = 100

    /// In order, apart from one another, none empty.
    private var pieces: [Range<Int64>] = []

    package init() {}

    /// How many different bytes there are.
    package var count: Int64 { pieces.reduce(0) { $0 + Int64($1.count) } }

    /// Whether all bytes of a file are there.
    package func covers(_ size: Int64) -> Bool {
        size == 0 || pieces.contains { $0.lowerBound <= 0 && $0.upperBound >= size }
    }

    /// Adds a piece; pieces that touch become one.
    package mutating func insert(_ range: Range<Int64>) {
        guard !range.isEmpty else { return }
        let touching = pieces.filter { $0.lowerBound <= range.upperBound && range.lowerBound <= $0.upperBound }
        guard !touching.isEmpty || pieces.count < Self.maximumPieces else { return }
        let merged = touching.reduce(range) { min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound) }
        pieces.removeAll { touching.contains($0) }
        pieces.insert(merged, at: pieces.firstIndex { $0.lowerBound > merged.lowerBound } ?? pieces.count)
    }
}

extension ByteRanges {
    /// As kept in a table: `0-1023,2048-4095`, both ends included.
    var text: String {
        pieces.map { "\($0.lowerBound)-\($0.upperBound - 1)" }.joined(separator: ",")
    }

    /// Reads what `text` writes; what cannot be read counts as not delivered.
    init(text: String) {
        for piece in text.split(separator: ",") {
            let ends = piece.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) ?? -1 }
            if ends.count == 2, ends[0] >= 0, ends[0] <= ends[1], ends[1] < Int64.max { insert(ends[0]..<ends[1] + 1) }
        }
    }
}
