import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Whether an idTag may charge")
struct AuthorizationDecisionTests {
    static let now = Timestamp(milliseconds: 1_790_000_000_000)

    @Test(
        "the stored status and the expiry date decide",
        arguments: [
            (IdTagStatus.accepted, Int?.none, AuthorizationStatus.accepted),
            (.accepted, 1, .accepted),
            (.accepted, 0, .expired),
            (.accepted, -86_400, .expired),
            (.blocked, nil, .blocked),
            (.blocked, -1, .blocked),
            (.expired, nil, .expired),
            (.expired, 86_400, .expired),
            (.invalid, nil, .invalid),
            (.invalid, -1, .invalid),
        ])
    func decides(stored: IdTagStatus, expiresInSeconds: Int?, answer: AuthorizationStatus) throws {
        let idTag = IdTag(
            idTag: try IdToken("TAG"),
            values: IdTagValues(
                status: stored, expiryDate: expiresInSeconds.map { Self.now.advanced(bySeconds: $0) },
                parentIdTag: try IdToken("GROUP")),
            createdAt: Self.now, updatedAt: Self.now)
        let decision = AuthorizationDecision(for: idTag, at: Self.now)
        #expect(decision.status == answer)
        #expect(decision.idTagInfo.parentIdTag?.text == "GROUP")
        #expect(decision.idTagInfo.expiryDate?.timestamp == idTag.values.expiryDate)
    }

    @Test("an unknown idTag is Invalid")
    func unknown() {
        let decision = AuthorizationDecision(for: nil, at: Self.now)
        #expect(decision.idTagInfo == IdTagInfo(status: .invalid))
    }

    @Test(
        "its own limit of transactions comes before the server's, and 0 means none",
        arguments: [(Int?.none, 1, Int?.some(1)), (nil, 0, nil), (3, 1, 3), (0, 1, nil)])
    func limits(own: Int?, fallback: Int, limit: Int?) throws {
        var decision = AuthorizationDecision(for: nil, at: Self.now)
        decision.maximumConcurrentTransactions = own
        #expect(decision.concurrencyLimit(default: fallback) == limit)
    }
}
