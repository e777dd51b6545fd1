import NIOPosix
import OCPPJ
import OCPPTransport

@testable import Certification

/// The test's charge point connected to a raw peer.
///
/// - Parameters:
///   - limit: how long an answer may take.
///   - answers: what the peer sends when the charge point has sent a text.
func withChargePoint(
    limit: Duration = .seconds(60), answers: @escaping @Sendable (RawPeer.Session, String) -> Void = { _, _ in },
    _ body: (TestChargePoint, RawPeer) async throws -> Void
) async throws {
    let peer = try await RawPeer(received: answers)
    var configuration = TestConfiguration()
    configuration.url = peer.url
    configuration.responseLimit = limit
    let chargePoint = TestChargePoint(
        access: StationAccess(identity: "CP-1", serialNumber: "SN-1", securityProfile: 1), configuration: configuration,
        client: try await OCPPClient(group: MultiThreadedEventLoopGroup.singleton, time: SystemTime()), trace: CaseTrace(),
        responseTimes: ResponseTimes())
    try await chargePoint.connect()
    do {
        try await body(chargePoint, peer)
    } catch {
        await peer.stop()
        throw error
    }
    await chargePoint.disconnect()
    await peer.stop()
}

/// The message id of a CALL, taken from its text by hand.
func messageID(of call: String) -> String {
    call.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
}
