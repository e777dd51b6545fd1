import OCPPJ

/// The response times of a run, as a certificate prints them.
package struct PerformanceReport: Codable, Hashable, Sendable {
    /// What was measured in one pass through the cases.
    package struct Pass: Codable, Hashable, Sendable {
        /// The response time to any message.
        package let anyMessage: ResponseTimeMeasurement
        /// The response time to Authorize.
        package let authorize: ResponseTimeMeasurement
        /// The traffic beside it; nil when there was none.
        package let load: LoadReport?

        package init(anyMessage: ResponseTimeMeasurement, authorize: ResponseTimeMeasurement, load: LoadReport? = nil) {
            self.anyMessage = anyMessage
            self.authorize = authorize
            self.load = load
        }

        init(_ times: ResponseTimes, limit: Duration, load: LoadReport? = nil) {
            self.init(
                anyMessage: times.measurement(limit: limit), authorize: times.measurement(of: "Authorize", limit: limit),
                load: load)
        }
    }

    /// The test's charge points had the Central System to themselves, as far as the test knows.
    package let alone: Pass
    /// With background load; nil when none was asked for.
    package let underLoad: Pass?

    package init(alone: Pass, underLoad: Pass? = nil) {
        self.alone = alone
        self.underLoad = underLoad
    }

    /// Whether a measurement was beyond its limit.
    package var hasFailed: Bool {
        [alone, underLoad].contains { $0?.anyMessage.passed == false || $0?.authorize.passed == false }
    }
}

/// What the background load did, and what it saw.
package struct LoadReport: Codable, Hashable, Sendable {
    /// Messages a second that were asked for.
    package var askedPerSecond: Int
    /// Messages a second that were answered.
    package var achievedPerSecond: Double
    package var connections: Int
    /// How long it ran.
    package var seconds: Double
    /// Messages that were answered.
    package var messages: Int
    /// Of them, how many were answered with CALLERROR.
    package var callErrors: Int
    /// Messages without an answer when the load ended.
    package var unanswered: Int
    package var lostConnections: Int
    /// To about 12 %.
    package var p50Ms: Double
    package var p99Ms: Double
    package var slowestMs: Double
    /// What its charge points send, for people.
    package var traffic: String
    /// Why there was no load, or none to the end; nil when there was.
    package var problem: String?

    /// A load that did not come about.
    init(askedPerSecond: Int, connections: Int, problem: String) {
        self.init(
            askedPerSecond: askedPerSecond, achievedPerSecond: 0, connections: connections, seconds: 0, messages: 0,
            callErrors: 0, unanswered: 0, lostConnections: 0, p50Ms: 0, p99Ms: 0, slowestMs: 0,
            traffic: LoadPlan.traffic, problem: problem)
    }

    package init(
        askedPerSecond: Int, achievedPerSecond: Double, connections: Int, seconds: Double, messages: Int, callErrors: Int,
        unanswered: Int, lostConnections: Int, p50Ms: Double, p99Ms: Double, slowestMs: Double, traffic: String,
        problem: String? = nil
    ) {
        self.askedPerSecond = askedPerSecond
        self.achievedPerSecond = achievedPerSecond
        self.connections = connections
        self.seconds = seconds
        self.messages = messages
        self.callErrors = callErrors
        self.unanswered = unanswered
        self.lostConnections = lostConnections
        self.p50Ms = p50Ms
        self.p99Ms = p99Ms
        self.slowestMs = slowestMs
        self.traffic = traffic
        self.problem = problem
    }
}
