import NIOCore
import NIOPosix
import OCPPJ
import Synchronization
import Testing

@testable import Certification

/// What ends a case besides its own steps: messages that nobody asked for, and connections that end before they begin.
@Suite("Refusals and silence", .timeLimit(.minutes(5)))
struct ListeningTests {
    @Test("a charge point that booted is listened to for longer, once")
    func longSilence() async throws {
        let central = SmallCentralSystem()
        let peer = try await RawPeer(
            connected: { central.connected($0) },
            received: { session, text in
                central.received(text, on: session)
                guard text.contains("BootNotification") else { return }
                // Later than the short silence, and much sooner than the end of the long one.
                _ = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .milliseconds(200)) {
                    session.send(#"[2,"of its own accord","ClearCache",{}]"#)
                }
            })
        let boots = CertificationCase("TC_1", "boots", .core) { test in try await test.boot() }
        let results = try await play([boots, boots], with: central, on: peer) {
            $0.quietTime = .zero
            $0.longQuietTime = .seconds(5)
        }
        #expect(results.map(\.result) == [.failed, .passed])
        #expect(results.first?.reason == #"the central system sent what nobody asked for: [2,"of its own accord","ClearCache",{}]"#)
    }

    @Test("a connection that the server ends without a word is refused where that may happen in TLS, and nowhere else")
    func hungUp() async throws {
        let central = SmallCentralSystem()
        let connections = Atomic(0)
        let peer = try await RawPeer(connected: { session in
            central.connected(session)
            // The first connection of a case comes about, the second one does not.
            if connections.wrappingAdd(1, ordering: .relaxed).oldValue % 2 == 1 { session.drop() }
        })
        let cases = [true, false].map { alsoInTLS in
            CertificationCase("TC_1", "is refused", .security) { test in
                try await test.refused("the connection with security profile 2", alsoInTLS: alsoInTLS)
            }
        }
        let results = try await play(cases, with: central, on: peer) { $0.quietTime = .zero }
        #expect(results.map(\.result) == [.passed, .failed])
        #expect(results.last?.reason.hasPrefix("the connection with security profile 2 was ended without an answer") == true)
    }

    private func play(
        _ cases: [CertificationCase], with central: SmallCentralSystem, on peer: RawPeer, configure: (inout TestConfiguration) -> Void
    ) async throws -> [CaseResult] {
        var configuration = TestConfiguration()
        configuration.url = peer.url
        configure(&configuration)
        let runner = try await CertificationRunner(
            configuration: configuration, driver: central, certificates: try CertificateWorkshop(),
            group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
        let results = await runner.run(cases)
        await peer.stop()
        return results
    }
}
