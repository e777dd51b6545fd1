import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Authorization at the charge point")
struct AuthorizationTests {
    private func cache(_ status: AuthorizationStatus?, expiry: Timestamp? = nil) throws -> AuthorizationCache {
        var cache = AuthorizationCache()
        if let status {
            cache.store(
                IdTagInfo(status: status, expiryDate: expiry.map { DateTime($0) }), for: try token("TAG"), at: morning)
        }
        return cache
    }

    @Test("the cache knows identifiers whatever their case, and when they expire")
    func expiry() throws {
        let cache = try cache(.accepted, expiry: morning.advanced(bySeconds: 60))
        #expect(cache.status(of: try token("tag"), at: morning) == .accepted)
        #expect(cache.status(of: try token("tag"), at: morning.advanced(bySeconds: 60)) == .expired)
        #expect(cache.status(of: try token("other"), at: morning) == nil)
    }

    @Test("ConcurrentTx is not remembered")
    func concurrent() throws {
        #expect(try cache(.concurrentTx).count == 0)
    }

    @Test("a full cache forgets the oldest, but first whoever may not charge")
    func capacity() throws {
        var cache = AuthorizationCache(capacity: 3)
        for (second, text) in ["A", "B", "C"].enumerated() {
            let status: AuthorizationStatus = text == "B" ? .blocked : .accepted
            cache.store(IdTagInfo(status: status), for: try token(text), at: morning.advanced(bySeconds: second))
        }
        cache.store(IdTagInfo(status: .accepted), for: try token("D"), at: morning.advanced(bySeconds: 3))
        #expect(cache.status(of: try token("B"), at: morning) == nil)
        #expect(cache.status(of: try token("A"), at: morning) == .accepted)
        cache.store(IdTagInfo(status: .accepted), for: try token("E"), at: morning.advanced(bySeconds: 4))
        #expect(cache.status(of: try token("A"), at: morning) == nil)
        #expect(cache.count == 3)
    }

    @Test("the cache learns from every answer about an identifier, and forgets all when it is cleared or switched off")
    func learning() throws {
        var bench = try idleBench(connectors: 1)
        let stopAnswer = try node(StopTransactionResponse(idTagInfo: IdTagInfo(status: .blocked)))
        bench.answer = { $0.stop == nil ? nil : .success(stopAnswer) }
        try bench.charge("A")
        #expect(bench.behaviour.cache.status(of: try token("a"), at: bench.now) == .accepted)
        #expect(try bench.command(ClearCache()).status == .accepted)
        #expect(bench.behaviour.cache.count == 0)
        try bench.run(seconds: 20_000)
        // The driver has left: only the answer to the stop, which names no driver, has come since.
        try bench.charge("A")
        let off = try ChangeConfiguration(key: CiString("AuthorizationCacheEnabled"), value: CiString("false"))
        #expect(try bench.command(off).status == .accepted)
        #expect(bench.behaviour.cache.count == 0)
        #expect(try bench.command(ClearCache()).status == .rejected)
        bench.behaviour.learn(IdTagInfo(status: .accepted), about: try token("B"), at: bench.now)
        #expect(bench.behaviour.cache.count == 0)
    }

    @Test("who is in the cache is let in at once when LocalPreAuthorize says so, also after a reboot")
    func preAuthorized() throws {
        var bench = try idleBench(connectors: 1)
        bench.behaviour.learn(IdTagInfo(status: .accepted), about: try token("APP"), at: bench.now)
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 60)
        let change = try ChangeConfiguration(key: CiString("LocalPreAuthorize"), value: CiString("true"))
        #expect(try bench.command(change).status == .accepted)
        bench.forget()
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"))).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.start != nil })
        #expect(!bench.summaries.contains("Authorize"))
    }

    @Test(
        "who decides",
        arguments: [
            (AuthorizationStatus?.none, true, [], LocalDecision.ask),
            (.accepted, true, [], .ask),
            (.accepted, true, ["LocalPreAuthorize"], .accept),
            (.concurrentTx, true, ["LocalPreAuthorize"], .accept),
            (.blocked, true, ["LocalPreAuthorize"], .ask),
            (.expired, false, ["AllowOfflineTxForUnknownId"], .refuse),
            (.accepted, false, ["LocalAuthorizeOffline"], .accept),
            (.accepted, false, [], .refuse),
            (.blocked, false, ["LocalAuthorizeOffline", "AllowOfflineTxForUnknownId"], .refuse),
            (.blocked, false, ["AllowOfflineTxForUnknownId"], .refuse),
            (.none, false, ["LocalAuthorizeOffline"], .refuse),
            (.none, false, ["LocalAuthorizeOffline", "AllowOfflineTxForUnknownId"], .accept),
        ])
    func decision(known: AuthorizationStatus?, isOnline: Bool, keys: [String], expected: LocalDecision) {
        var configuration = Configuration()
        for key in ["LocalPreAuthorize", "LocalAuthorizeOffline", "AllowOfflineTxForUnknownId"] {
            #expect(configuration.change(key, to: String(keys.contains(key))) == .accepted)
        }
        #expect(LocalDecision.about(known, isOnline: isOnline, configuration: configuration) == expected)
    }
}
