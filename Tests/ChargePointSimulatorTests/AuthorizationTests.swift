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

    @Test("a full cache forgets the oldest")
    func capacity() throws {
        var cache = AuthorizationCache(capacity: 2)
        for (second, text) in ["A", "B", "C"].enumerated() {
            cache.store(IdTagInfo(status: .accepted), for: try token(text), at: morning.advanced(bySeconds: second))
        }
        #expect(cache.status(of: try token("A"), at: morning) == nil)
        #expect(cache.count == 2)
    }

    @Test(
        "who decides",
        arguments: [
            (AuthorizationStatus?.none, true, [], LocalDecision.ask),
            (.accepted, true, [], .ask),
            (.accepted, true, ["LocalPreAuthorize"], .accept),
            (.blocked, true, ["LocalPreAuthorize"], .ask),
            (.accepted, false, ["LocalAuthorizeOffline"], .accept),
            (.accepted, false, [], .refuse),
            (.blocked, false, ["LocalAuthorizeOffline", "AllowOfflineTxForUnknownId"], .refuse),
            (.blocked, false, ["AllowOfflineTxForUnknownId"], .refuse),
            (.none, false, ["LocalAuthorizeOffline"], .refuse),
            (.none, false, ["LocalAuthorizeOffline", "AllowOfflineTxForUnknownId"], .accept),
        ])
    func decision(cached: AuthorizationStatus?, isOnline: Bool, keys: [String], expected: LocalDecision) throws {
        var configuration = Configuration()
        for key in ["LocalPreAuthorize", "LocalAuthorizeOffline", "AllowOfflineTxForUnknownId"] {
            #expect(configuration.change(key, to: String(keys.contains(key))) == .accepted)
        }
        let decision = LocalDecision.about(
            try token("tag"), isOnline: isOnline, cache: try cache(cached), configuration: configuration, at: morning)
        #expect(decision == expected)
    }
}
