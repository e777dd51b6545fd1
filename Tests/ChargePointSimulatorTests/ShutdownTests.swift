import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("The end of the simulation")
struct ShutdownTests {
    @Test("the end of the simulation stops transactions and closes")
    func stop() throws {
        var bench = try Bench.charging()
        bench.behaviour.stop(atOnce: false, at: bench.now)
        try bench.settle()
        #expect(bench.summaries == ["Stop(Other)", "Finishing(1)"])
        #expect(bench.closes == [.shutdown])
        #expect(bench.behaviour.phase == .stopped)
        #expect(bench.behaviour.wakeAt == nil)
    }

    @Test("the end of the simulation does not wait for a Central System that is silent")
    func stopUnanswered() throws {
        var bench = try Bench.charging()
        bench.answer = { $0.stop == nil ? nil : .failure(CallFailure(.timedOut, action: "StopTransaction")) }
        bench.behaviour.stop(atOnce: false, at: bench.now)
        try bench.run(seconds: 5)
        #expect(bench.closes == [.shutdown])
    }

    @Test("nothing is connected any more after the end")
    func stopOffline() throws {
        var bench = try Bench.idle()
        try bench.disconnect()
        bench.behaviour.stop(atOnce: false, at: bench.now)
        try bench.run(seconds: 1000)
        #expect(bench.connects == 1)
        #expect(bench.behaviour.phase == .stopped)
    }
}
