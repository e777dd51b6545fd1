import OCPPJ
import Persistence
import Synchronization
import Testing

@testable import CentralSystem

@Suite("Throttle before the admission")
struct AdmissionThrottleTests {
    @Test("after so many failed logins a minute the admission is not asked any more")
    func failedLogins() async throws {
        let bench = try await Bench(failedLogins: 3)
        bench.admission.status = 401
        for _ in 0..<3 { #expect(await bench.status("CP-1") == 401) }
        #expect(await bench.status("CP-1") == 429)
        #expect(bench.admission.asked == 3)
    }

    @Test("the answer says when to try again, and then it works")
    func retryAfter() async throws {
        let bench = try await Bench(failedLogins: 3)
        bench.admission.status = 401
        for _ in 0..<3 { _ = await bench.status("CP-1") }
        let refusal = await bench.refusal("CP-1")
        #expect(refusal?.retryAfterSeconds == 20)
        bench.time.advance(seconds: 20)
        #expect(await bench.status("CP-1") == 401)
        #expect(await bench.status("CP-1") == 429)
    }

    @Test("neither another identity behind the same address nor the same identity elsewhere is touched")
    func others() async throws {
        let bench = try await Bench(failedLogins: 1)
        bench.admission.status = 401
        _ = await bench.status("CP-1")
        #expect(await bench.status("CP-1", from: "10.0.0.1:2") == 429)
        #expect(await bench.status("CP-2") == 401)
        bench.admission.status = nil
        #expect(await bench.status("CP-1", from: "10.0.0.2:1") == nil)
    }

    @Test("whoever has a whole IPv6 network has no more guesses for it")
    func network() async throws {
        let bench = try await Bench(failedLogins: 1)
        bench.admission.status = 401
        #expect(await bench.status("CP-1", from: "[2001:db8:0:1::1]:1") == 401)
        #expect(await bench.status("CP-1", from: "[2001:db8:0:1:aaaa::2]:1") == 429)
        #expect(await bench.status("CP-1", from: "[2001:db8:0:2::1]:1") == 401)
    }

    @Test("successful logins and other refusals do not count", arguments: [nil, 400, 404, 503] as [Int?])
    func notCounted(status: Int?) async throws {
        let bench = try await Bench(failedLogins: 1)
        bench.admission.status = status
        for _ in 0..<5 { #expect(await bench.status("CP-1") == status) }
    }

    @Test("who connects over and over is told to slow down, and is recorded as refused")
    func reconnects() async throws {
        let bench = try await Bench(reconnects: 2)
        #expect(await bench.status("CP-1", from: "10.0.0.1:1") == nil)
        #expect(await bench.status("CP-1", from: "10.0.0.2:1") == nil)
        #expect(await bench.status("CP-1", from: "10.0.0.3:1") == 429)
        #expect(await bench.status("CP-2") == nil)
        bench.time.advance(seconds: 30)
        #expect(await bench.status("CP-1") == nil)
        #expect(await bench.status("CP-1") == 429)
        await bench.fixture.system.flush()
        try await bench.refusals.flush()
        let recorded = try await bench.refusals.list().items
        #expect(recorded.count == 2)
        #expect(recorded.first?.reason == "connects more than 2 times a minute; do two devices use this identity?")
    }

    @Test("a stranger without the password cannot use up a charge point's connections")
    func stranger() async throws {
        let bench = try await Bench(failedLogins: 0, reconnects: 2)
        bench.admission.status = 401
        for _ in 0..<10 { #expect(await bench.status("CP-1", from: "10.0.0.9:1") == 401) }
        bench.admission.status = nil
        #expect(await bench.status("CP-1") == nil)
    }

    @Test("without limits nobody is throttled")
    func unlimited() async throws {
        let bench = try await Bench(failedLogins: 0, reconnects: 0)
        bench.admission.status = 401
        for _ in 0..<100 { #expect(await bench.status("CP-1") == 401) }
        bench.admission.status = nil
        for _ in 0..<100 { #expect(await bench.status("CP-1") == nil) }
    }

    @Test("those who have all that is allowed are not remembered")
    func forgets() {
        var allowances = Allowances<Int>()
        for key in 0..<50_000 { #expect(allowances.take(key, perMinute: 60, at: Int64(key) * 10) == nil) }
        #expect(allowances.count < 25_000)
        _ = allowances.take(-1, perMinute: 60, at: 0)
        let before = allowances.count
        allowances.giveBack(-1, at: 0)
        #expect(allowances.count == before - 1)
    }
}

private struct Bench {
    let fixture: CentralSystemFixture
    let admission = ScriptedAdmission()
    let refusals: RefusedConnectionService
    let throttle: AdmissionThrottle
    let time = ManualTime(Timestamp(milliseconds: 1_790_000_000_000))

    init(failedLogins: Int = 30, reconnects: Int = 60) async throws {
        fixture = try await CentralSystemFixture()
        refusals = RefusedConnectionService(database: fixture.database, metrics: fixture.system.metrics)
        throttle = AdmissionThrottle(
            admission, refusals: refusals, failedLoginsPerMinute: failedLogins, reconnectsPerMinute: reconnects)
    }

    func refusal(_ identity: String, from address: String = "10.0.0.1:1") async -> AdmissionRefusal? {
        let request = UpgradeRequest(
            target: "/ocpp/\(identity)", identity: identity, authorization: nil, subprotocols: ["ocpp1.6"],
            remoteAddress: address, receivedAt: time.now())
        do throws(AdmissionRefusal) {
            _ = try await throttle.decide(request)
            return nil
        } catch {
            return error
        }
    }

    func status(_ identity: String, from address: String = "10.0.0.1:1") async -> Int? {
        await refusal(identity, from: address)?.status
    }
}

/// Refuses with a status, or admits.
private final class ScriptedAdmission: ConnectionAdmission {
    private let state = Mutex<(status: Int?, asked: Int)>((nil, 0))

    var status: Int? {
        get { state.withLock { $0.status } }
        set { state.withLock { $0.status = newValue } }
    }
    var asked: Int { state.withLock { $0.asked } }

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        let status = state.withLock { state in
            state.asked += 1
            return state.status
        }
        if let status { throw AdmissionRefusal(status: status, reason: "scripted") }
        return AdmittedConnection(responder: NoResponder(), settings: ConnectionSettings(), subprotocol: nil)
    }
}

private struct NoResponder: CallResponder {
    func answer(_ call: InboundCall) async -> CallAnswer { .result([]) }
    func opened(_ link: any ChargePointLink) {}
    func closed(_ reason: DisconnectReason) {}
    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}
