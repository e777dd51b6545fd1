/// How bulk operations run. Every value has a range, checked by whoever reads the configuration.
package struct BulkSettings: Hashable, Sendable {
    /// How many charge points an operation serves at a time unless it says otherwise; 1...maximumParallelism.
    package var parallelism: Int
    /// How many an operation may serve at a time at most; 1...1,000.
    package var maximumParallelism: Int
    /// Seconds after a start of the server in which operations that go on wait for charge points to connect again; 0...3,600.
    package var resumeGraceSeconds: Int
    /// Days that finished operations are kept; 0 keeps them for ever.
    package var days: Int

    package init(parallelism: Int = 20, maximumParallelism: Int = 200, resumeGraceSeconds: Int = 120, days: Int = 90) {
        self.parallelism = min(parallelism, maximumParallelism)
        self.maximumParallelism = maximumParallelism
        self.resumeGraceSeconds = resumeGraceSeconds
        self.days = days
    }
}
