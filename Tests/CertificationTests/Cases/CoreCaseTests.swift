import NIOPosix
import OCPPJ
import Testing

@testable import Certification

/// The cases of Core against a small Central System that is right, or wrong in one way.
@Suite("Cases of Core", .timeLimit(.minutes(10)))
struct CoreCaseTests {
    @Test("there are 34, each once and with its own title")
    func count() {
        #expect(CertificationCase.coreCases.count == 34)
        #expect(Set(CertificationCase.coreCases.map(\.id)).count == 34)
        #expect(Set(CertificationCase.coreCases.map(\.title)).count == 34)
        #expect(CertificationCase.coreCases.allSatisfy { $0.functionality == .core })
    }

    @Test("all pass with a central system that does what it should, and leave no transaction open")
    func rightOne() async throws {
        let central = SmallCentralSystem()
        let results = try await Self.play(CertificationCase.coreCases, with: central)
        #expect(results.filter { $0.result != .passed }.map { "\($0.id) \($0.reason)" } == [])
        #expect(results.flatMap(\.variants).allSatisfy { $0.result == .passed })
        #expect(central.openTransactions == [])
    }

    @Test("a way that a central system does not have does not fail the case")
    func notApplicable() async throws {
        let central = SmallCentralSystem([.hasNoExpiredStatus])
        let result = try #require(try await Self.play([.authorizeExpired], with: central).first)
        #expect(result.result == .passed)
        #expect(result.variants.map(\.result) == [.passed, .notApplicable])
    }

    @Test("what the operator has no way to see does not fail a case, and the trace says that it was not looked at")
    func notVisible() async throws {
        let central = SmallCentralSystem([.showsNoTransactions])
        let results = try await Self.play([.regularSessionPlugInFirst, .connectorLockFailure], with: central)
        #expect(results.map(\.result) == [.passed, .passed])
        for variant in results.flatMap(\.variants) {
            #expect(variant.trace.contains { $0.kind == .note && $0.text.hasPrefix("not looked at: ") })
        }
    }

    @Test(
        "a fault fails the cases that are about it, and no other",
        arguments: [
            (.noInterval, ["TC_001_CSMS"], "BootNotification.conf: interval was 0, expected a number above 0"),
            (.acceptsUnknown, ["TC_023_1_CSMS", "TC_037_3_CSMS"], "Authorize.conf: idTagInfo.status was Accepted, expected Invalid"),
            (
                .takesExpiredForInvalid, ["TC_023_2_CSMS"],
                "its expiry date is past: Authorize.conf: idTagInfo.status was Invalid, expected Expired"
            ),
            (
                .dropsTransactions,
                [
                    "TC_003_CSMS", "TC_005_1_CSMS", "TC_012_CSMS", "TC_018_1_CSMS", "TC_028_CSMS", "TC_032_1_CSMS",
                    "TC_037_3_CSMS",
                ],
                "the central system shows no transaction 1, expected transaction 1 of idTag CERT-TAG as stopped"
            ),
            (
                .neverCloses, ["TC_003_CSMS", "TC_005_1_CSMS", "TC_012_CSMS", "TC_032_1_CSMS", "TC_037_3_CSMS"],
                "the central system shows another transaction 1, expected transaction 1 of idTag CERT-TAG as stopped"
            ),
            (
                .noNumberForInvalid, ["TC_037_3_CSMS"],
                "StopTransaction without an idTag: StartTransaction.conf: transactionId was 0, expected a number above 0; "
                    + "StopTransaction with the invalid idTag: StartTransaction.conf: transactionId was 0, expected a number above 0"
            ),
            (
                .neverTellsAtStop, ["TC_005_1_CSMS", "TC_037_3_CSMS"],
                "StopTransaction.conf: idTagInfo was absent, expected it because an idTag was sent"
            ),
            (
                .takesAnyData, ["TC_064_CSMS"],
                "DataTransfer.conf: status was Accepted, expected UnknownVendorId, UnknownMessageId or Rejected "
                    + "because nobody knows the vendor"
            ),
            (
                .resetsSoftly, ["TC_013_CSMS"],
                "idle, Boot on the same connection: Reset.req: type was Soft, expected Hard; "
                    + "while charging, Boot after a reconnect: Reset.req: type was Soft, expected Hard"
            ),
            (
                .alwaysNamesConnector, ["TC_011_2_CSMS", "TC_026_CSMS"],
                "without a connectorId: RemoteStartTransaction.req had the member connectorId, expected it to be absent"
            ),
            (.knowsConnectors, ["TC_031_CSMS"], "the central system refused: there is no connector 99"),
            (
                .asksAgain, ["TC_040_1_CSMS"],
                "the central system sent what nobody asked for: "
                    + #"[2,"again","ChangeConfiguration",{"key":"CertificationTestKey","value":"any value"}]"#
            ),
            (
                .believesInRemoteStarts, ["TC_011_2_CSMS"],
                "with a connectorId: the central system shows 5 open transactions on connector 1, "
                    + "expected 4 open transactions on connector 1"
            ),
            (
                .hidesRejections, ["TC_026_CSMS", "TC_028_CSMS", "TC_040_2_CSMS"],
                "the outcome of RemoteStartTransaction that the operator sees was Accepted, expected Rejected"
            ),
            (.asksAfterFault, ["TC_024_CSMS"], "after Authorize: the central system sent what nobody asked for: "),
        ] as [(SmallCentralSystem.Fault, [String], String)])
    func wrongOne(fault: SmallCentralSystem.Fault, cases: [String], reason: String) async throws {
        let results = try await Self.play(CertificationCase.coreCases, with: SmallCentralSystem([fault]))
        let failed = results.filter { $0.result != .passed }
        #expect(failed.map(\.id) == cases)
        #expect(failed.first?.reason.hasPrefix(reason) == true, "\(failed.first?.reason ?? "nothing failed")")
    }

    @Test("a case that fails in the middle of a session stops its transaction, so that the next case begins as it should")
    func cleansUp() async throws {
        let central = SmallCentralSystem([.hidesRejections])
        let results = try await Self.play([.remoteStopRejected, .regularSessionPlugInFirst], with: central)
        #expect(results.map(\.result) == [.failed, .passed])
        #expect(central.openTransactions == [])
        let sent = try #require(results.first?.variants.first).trace.filter { $0.kind == .sent }.map(\.text)
        #expect(sent.last?.contains("StopTransaction") == true)
    }

    @Test("transactions that an earlier run has left open count for nothing")
    func leftovers() async throws {
        let central = SmallCentralSystem([.neverCloses])
        let results = try await Self.play([.startWithCachedId, .startWithCachedId, .authorizeInvalid], with: central)
        #expect(central.openTransactions.count == 2)
        #expect(results.map(\.result) == [.passed, .passed, .passed])
    }

    private static let workshop = Result { () throws(CaseFailure) in try CertificateWorkshop() }

    private static func play(_ cases: [CertificationCase], with central: SmallCentralSystem) async throws -> [CaseResult] {
        let peer = try await RawPeer(
            connected: { central.connected($0) }, received: { session, text in central.received(text, on: session) })
        var configuration = TestConfiguration()
        configuration.url = peer.url
        // No heartbeat is worth waiting for here.
        configuration.longestWait = .milliseconds(1)
        let runner = try await CertificationRunner(
            configuration: configuration, driver: central, certificates: workshop.get(),
            group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
        let results = await runner.run(cases)
        await peer.stop()
        return results
    }
}
