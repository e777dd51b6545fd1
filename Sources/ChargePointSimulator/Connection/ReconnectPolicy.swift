/// How long a charge point waits before it connects again: longer after every failure, and never the same for all, so that
/// thousands do not come back at once.
package struct ReconnectPolicy: Hashable, Sendable {
    /// The wait after the first failure, in seconds.
    package var firstSeconds: Double
    /// The longest wait, in seconds.
    package var longestSeconds: Double

    package init(firstSeconds: Double = 2, longestSeconds: Double = 60) {
        self.firstSeconds = firstSeconds
        self.longestSeconds = longestSeconds
    }

    /// Seconds to wait.
    ///
    /// - Parameters:
    ///   - failures: how often it failed in a row; 0 after a connection that worked.
    ///   - jitter: 0...1, from the dice.
    func delay(failures: Int, jitter: Double) -> Double {
        var seconds = firstSeconds
        for _ in 0..<min(max(0, failures), 30) where seconds < longestSeconds { seconds *= 2 }
        let longest = min(seconds, longestSeconds)
        return longest * (0.5 + 0.5 * jitter)
    }
}
