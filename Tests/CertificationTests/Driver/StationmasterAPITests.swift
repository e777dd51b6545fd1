import NIOPosix
import Testing

@testable import Certification

@Suite("The way to the REST API")
struct StationmasterAPITests {
    @Test("an address where nobody listens is told as one that was not reached")
    func nobody() async throws {
        // The port for discarding what is sent; nobody serves HTTP there.
        let api = try StationmasterAPI(url: "http://127.0.0.1:9/", token: "t", group: MultiThreadedEventLoopGroup.singleton)
        let failure = await #expect(throws: DriverFailure.self) { try await StationmasterDriver(api: api).system() }
        #expect(failure == .unreachable("http://127.0.0.1:9: nobody listens there"))
        await api.shutdown()
    }

    @Test("what is no URL is refused", arguments: ["127.0.0.1:8080", "ws://127.0.0.1", ""])
    func noURL(url: String) {
        #expect(throws: DriverFailure.self) {
            try StationmasterAPI(url: url, token: "t", group: MultiThreadedEventLoopGroup.singleton)
        }
    }
}
