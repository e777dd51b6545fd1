package import OCPPJ

/// What is simulated: fleets of charge points, the Central System that they connect to, and when it ends.
///
/// Times are seconds; those of people, vehicles and faults are divided by the acceleration, those of OCPP are real.
package struct Scenario: Sendable {
    /// How time goes by.
    package struct Time: Hashable, Sendable {
        /// When the charge points' clocks begin.
        package enum Beginning: Hashable, Sendable {
            case ago(seconds: Double)
            case at(Timestamp)
        }

        /// By how much what people and batteries do is shortened, 1...10000. The power stays what it is and batteries become
        /// smaller, so that energy, power and time agree.
        ///
        /// With a beginning in the past nothing is shortened: clocks run that much faster, 2...1000000, and energies are those of
        /// life.
        package var acceleration = 1.0
        /// When a simulated clock begins; nil for real time. Nothing that the Central System says sets such a clock.
        package var begins: Beginning?
        /// Whether the simulation goes on, in real time, when a simulated clock has reached the present.
        package var goesOnAtPresent = false

        package init() {}
    }

    /// What ends the simulation; whatever comes first.
    package struct End: Hashable, Sendable {
        /// So many sessions have finished, all charge points together; nil for never.
        package var sessions: Int?
        /// So many real seconds have gone by; nil for never.
        package var seconds: Double?

        package init() {}
    }

    /// `ws://host[:port]/path`, for security profiles 0 and 1; the identity is appended as the last path component. Empty
    /// when no charge point has one of these.
    package var url: String
    /// `wss://host[:port]/path`, for security profiles 2 and 3; nil when there is none.
    package var secureURL: String?
    /// The path of a PEM file with authorities that are trusted, besides the system's, when files are transferred over
    /// HTTPS; nil for the system's only.
    package var trustedCertificates: String?
    /// Decides everything that is left to chance.
    package var seed: UInt64 = 1
    package var time = Time()
    package var end = End()
    /// How many charge points connect per real second at the start, above 0.
    package var connectsPerSecond = 50.0
    package var fleets: [Fleet]

    package init(url: String = "", fleets: [Fleet]) {
        self.url = url
        self.fleets = fleets
    }

    /// The identities of all charge points, in order.
    package var identities: [String] { fleets.flatMap(\.identities) }
}
