import NIOCore
import OCPPJ
import Testing

@testable import Certification

@Suite("Response times")
struct ResponseTimesTests {
    @Test("percentiles are the nearest rank, and the slowest message has its name")
    func percentiles() {
        let times = ResponseTimes()
        for number in 1...200 { times.record(number == 120 ? "Authorize" : "Heartbeat", .milliseconds(number), isAnswered: true) }
        let all = times.measurement(limit: .milliseconds(200))
        #expect(all.messages == 200)
        #expect(all.p50Ms == 100)
        #expect(all.p99Ms == 198)
        #expect(all.slowestMs == 200)
        #expect(all.slowestAction == "Heartbeat")
        #expect(all.passed == true)
        let authorize = times.measurement(of: "Authorize", limit: .milliseconds(100))
        #expect(authorize.messages == 1)
        #expect(authorize.p99Ms == 120)
        #expect(authorize.passed == false)
    }

    @Test("a message that was not answered is beyond the limit")
    func unanswered() {
        let times = ResponseTimes()
        times.record("Heartbeat", .seconds(10), isAnswered: false)
        let measured = times.measurement(limit: .seconds(10))
        #expect(measured.unanswered == 1)
        #expect(measured.passed == false)
    }

    @Test("nothing measured neither passes nor fails; what was forgotten is not measured")
    func nothing() {
        let times = ResponseTimes()
        times.record("Heartbeat", .seconds(20), isAnswered: true)
        times.reset()
        #expect(times.measurement(limit: .seconds(10)).passed == nil)
    }

    @Test(
        "a load is spread over charge points that send ten messages a second, over a thousand at most",
        arguments: [(1, 1, 1000), (10, 1, 100), (11, 2, 181), (1000, 100, 100), (50_000, 1000, 20)])
    func plan(rate: Int, connections: Int, milliseconds: Int64) {
        let plan = LoadPlan(messagesPerSecond: rate)
        #expect(plan.connections == connections)
        #expect(plan.interval.nanoseconds / 1_000_000 == milliseconds)
        #expect(plan.identities(prefix: "X-").count == connections)
        #expect(plan.identities(prefix: "X-").first == "X-LOAD-1")
    }
}
