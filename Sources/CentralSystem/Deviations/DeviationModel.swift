package import OCPPJ

/// How often a charge point departed from the standard in one respect.
package struct Deviation: Hashable, Sendable {
    package var rule: DeviationRule
    package var count: Int
    package var firstAt: Timestamp
    package var lastAt: Timestamp
    /// The latest occurrence in words.
    package var lastDetail: String

    package init(rule: DeviationRule, count: Int, firstAt: Timestamp, lastAt: Timestamp, lastDetail: String) {
        self.rule = rule
        self.count = count
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.lastDetail = lastDetail
    }

    /// Both counts as one: the earlier beginning, the later detail.
    package func merged(with other: Deviation) -> Deviation {
        let later = other.lastAt >= lastAt ? other : self
        return Deviation(
            rule: rule, count: count + other.count, firstAt: min(firstAt, other.firstAt), lastAt: later.lastAt,
            lastDetail: later.lastDetail)
    }
}
