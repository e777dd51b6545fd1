import ChargePointSimulator
import Foundation
import OCPPJ
import OCPPTransport

extension Bench {
    /// A whole fleet comes over TLS with passwords, is cut, and comes back.
    ///
    /// The handshakes are full ones, the worst case: no session is resumed.
    func secureFleet(connections: Int) async throws -> BenchReport.SecureFleet {
        let server = try ServerProcess(measuredOnCore: serverCore)
        defer { server.stop() }
        let names = (0..<connections).map { "SECURE-\($0)" }
        // 20 bytes, as long as the AuthorizationKey of the specification. All share it, because what is measured does not care.
        let password = (0..<20).map { _ in UInt8.random(in: 0...255) }
        let hexadecimal = password.map { String(format: "%02x", $0) }.joined()
        try await register(["FIRST"] + names, password: hexadecimal, on: server)
        let tls = ClientTLS(trustRoots: try await server.trustRoots(), verifiesHostname: false)
        let connect = { (names: [String]) in
            try await LoadGenerator(
                url: server.secureURL, names: names, parallel: 200, tls: tls, password: password, group: group, time: time)
        }
        // What the server needs once for all connections is in place before memory is read.
        let first = try await connect(["FIRST"])
        _ = try await first.play(seconds: 60) { _ in .boot }
        let before = server.residentBytes
        let processor = server.processorSeconds
        let (arrived, seconds) = try await arrive(names, connect)
        let used = server.processorSeconds - processor
        // The buffers of the storm are given back within seconds; what is asked is what an idle connection holds.
        try await Task.sleep(for: .seconds(10))
        let memory = server.residentBytes - before
        await arrived.close()
        let (again, secondsAgain) = try await arrive(names, connect)
        await again.close()
        await first.close()
        return BenchReport.SecureFleet(
            connections: connections, secondsToConnectBootAndReport: seconds, secondsToComeBack: secondsAgain,
            processorMicrosecondsPerArrival: used * 1_000_000 / Double(connections), residentBytesPerConnection: memory / connections)
    }

    private func arrive(
        _ names: [String], _ connect: ([String]) async throws -> LoadGenerator
    ) async throws -> (LoadGenerator, seconds: Double) {
        let start = ContinuousClock.now
        let generator = try await connect(names)
        let result = try await generator.play(seconds: 120) { _ in .boot }
        let elapsed = ContinuousClock.now - start
        guard result.answers == names.count * 3, result.errors == 0, !result.isLost else {
            throw BenchError("of \(names.count) charge points not all were served: \(result.answers) answers, \(result.errors) errors")
        }
        return (generator, elapsed / .seconds(1))
    }

    private func register(_ names: [String], password: String, on server: ServerProcess) async throws {
        let body = #"{"securityProfile":2,"password":"\#(password)"}"#
        for name in names { try await server.request("PUT", "/api/v1/charge-points/\(name)", body: body) }
    }
}
