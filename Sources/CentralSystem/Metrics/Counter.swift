import Synchronization

/// A number that only grows, until the process ends.
package final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    package init() {}

    package var value: Int { count.load(ordering: .relaxed) }

    package func increment(by amount: Int = 1) {
        count.wrappingAdd(amount, ordering: .relaxed)
    }
}

/// Counters that differ in one label. The label's values are fixed beforehand, so that what a peer sends can not make the
/// table grow; anything else counts as `other`.
package final class CounterFamily: Sendable {
    private let counters: [String: Counter]
    private let other = Counter()

    package init(labels: some Sequence<String>) {
        counters = Dictionary(labels.map { ($0, Counter()) }) { first, _ in first }
    }

    package subscript(label: String) -> Counter { counters[label] ?? other }

    /// All counters by label, ordered by label, `other` last.
    package var values: [(label: String, value: Int)] {
        counters.map { (label: $0.key, value: $0.value.value) }.sorted { $0.label < $1.label }
            + [(label: "other", value: other.value)]
    }
}
