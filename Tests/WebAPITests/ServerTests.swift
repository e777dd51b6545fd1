import CentralSystem
import Foundation
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import OCPPJ
import Persistence
import Synchronization
import Testing

@testable import WebAPI

@Suite("Health, metrics and the listener")
struct ServerTests {
    @Test("the process lives and is ready")
    func healthy() async throws {
        try await withAPI(checks: [ReadinessCheck("ocppListener") { true }]) { api async throws in
            #expect(try await api.get("/healthz").json["status"]?.string == "ok")
            let ready = try await api.get("/readyz")
            #expect(ready.status == 200)
            #expect(ready.json["checks"]?["database"]?.string == "ok")
            #expect(ready.json["checks"]?["ocppListener"]?.string == "ok")
        }
    }

    @Test("a failed check makes the server not ready")
    func notReady() async throws {
        try await withAPI(checks: [ReadinessCheck("ocppListener") { false }]) { api async throws in
            let answer = try await api.get("/readyz")
            #expect(answer.status == 503)
            #expect(answer.problem == "not-ready")
            #expect(answer.json["checks"]?["ocppListener"]?.string == "failed")
            #expect(answer.json["checks"]?["database"]?.string == "ok")
        }
    }

    @Test("metrics are Prometheus text with help and type for every family")
    func metrics() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let peer = try await FakeChargePoint("A", to: api)
            try await peer.boot()
            let answer = try await api.get("/metrics")
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            let lines = answer.text.split(separator: "\n").map(String.init)
            #expect(lines.contains("stationmaster_connections_open 1"))
            #expect(lines.contains(#"stationmaster_calls_received_total{action="BootNotification"} 1"#))
            #expect(lines.contains(#"stationmaster_call_handling_seconds_count{action="BootNotification"} 1"#))
            let families = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
            #expect(Set(families).count == families.count)
            for line in lines where !line.hasPrefix("#") {
                let name = line.prefix { $0 != " " && $0 != "{" }
                #expect(families.contains { name.hasPrefix($0) }, "\(line)")
                #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
            }
            for process in ["process_resident_memory_bytes", "process_open_fds", "process_cpu_seconds_total"] {
                let value = lines.first { $0.hasPrefix("\(process) ") }?.split(separator: " ").last.flatMap { Double($0) }
                #expect((value ?? 0) > 0, "\(process)")
            }
        }
    }

    @Test("label values are escaped")
    func escaping() {
        var text = PrometheusText()
        text.sample("m", labels: [("l", "a\"b\\c\nd")], 1)
        #expect(text.text == "m{l=\"a\\\"b\\\\c\\nd\"} 1\n")
    }

    @Test("the listener tells the port that it got, and a taken port is told in words")
    func port() async throws {
        try await withAPI { api async throws in
            let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            func server(port: Int) throws -> WebAPIServer {
                try WebAPIServer(
                    centralSystem: api.centralSystem, configuration: WebAPIConfiguration(port: port),
                    authentication: TokenAuthentication(token: "t"), group: MultiThreadedEventLoopGroup.singleton,
                    logger: logger, onServerRunning: { continuation.yield($0) })
            }
            let running = Task { try await server(port: 0).run() }
            let port = try #require(await ports.first { _ in true })
            #expect(port > 0)
            await #expect {
                try await server(port: port).run()
            } throws: { error in
                (error as? WebAPIStartError)?.code == .portTaken && "\(error)".contains("127.0.0.1:\(port)")
            }
            running.cancel()
            _ = await running.result
        }
    }
}
