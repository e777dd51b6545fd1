import ChargePointSimulator
import Foundation
import NIOCore
import OCPPJ

/// The measurements themselves, each against a server of its own.
struct Bench {
    let group: any EventLoopGroup
    let serverCore: Int
    /// Seconds of each closed loop.
    let seconds: Double
    let time = SystemTime()

    /// Heartbeat, MeterValues and transactions in closed loops.
    func closedLoops(connections: Int) async throws -> [BenchReport.ClosedLoop] {
        let server = try ServerProcess(measuredOnCore: serverCore)
        defer { server.stop() }
        let names = (0..<connections).map { "LOAD-\($0)" }
        for index in 0..<connections { try await server.request("PUT", "/api/v1/id-tags/TAG\(index)", body: "{}") }
        let generator = try await connect(server, names)
        _ = try await generator.play(seconds: 60) { _ in .boot }

        var loops = [try await loop("Heartbeat", server, generator) { _ in .heartbeat }]
        loops.append(
            try await loop("MeterValues, 4 samples, committed", server, generator) { .meterValues(idTag: "TAG\($0)") })
        loops.append(
            try await loop("StartTransaction + StopTransaction, committed", server, generator) { .transactions(idTag: "TAG\($0)") })
        await generator.close()
        return loops
    }

    /// MeterValues from so many connections that commits are shared.
    func groupCommit(connections: Int) async throws -> BenchReport.ClosedLoop {
        let server = try ServerProcess(measuredOnCore: serverCore)
        defer { server.stop() }
        let generator = try await connect(server, (0..<connections).map { "LOAD-\($0)" })
        _ = try await generator.play(seconds: 60) { _ in .boot }
        let loop = try await loop("MeterValues, 4 samples, committed", server, generator) { .meterValues(idTag: "TAG\($0)") }
        await generator.close()
        return loop
    }

    /// Authorize while a thousand other messages arrive each second.
    func mixed() async throws -> BenchReport.Mixed {
        let server = try ServerProcess(measuredOnCore: serverCore)
        defer { server.stop() }
        try await server.request("PUT", "/api/v1/id-tags/TAG1", body: "{}")
        let traffic = try await connect(server, (0..<100).map { "LOAD-\($0)" })
        let drivers = try await connect(server, (0..<10).map { "DRIVER-\($0)" })
        _ = try await traffic.play(seconds: 60) { _ in .boot }
        async let background = traffic.play(seconds: seconds, interval: .milliseconds(100)) { .meterValues(idTag: "TAG\($0)") }
        let authorize = try await drivers.play(seconds: seconds, interval: .milliseconds(50)) { _ in .authorize(idTag: "TAG1") }
        let messages = try await background
        await traffic.close()
        await drivers.close()
        return BenchReport.Mixed(
            messagesPerSecond: Double(messages.answers + authorize.answers) / seconds, authorizeCount: authorize.answers,
            authorizeP50Microseconds: authorize.percentileMicroseconds(0.5),
            authorizeP99Microseconds: authorize.percentileMicroseconds(0.99))
    }

    /// A whole fleet comes back at once.
    func fleet(connections: Int) async throws -> BenchReport.Fleet {
        let server = try ServerProcess(measuredOnCore: serverCore)
        defer { server.stop() }
        // What the server needs once for all connections is in place before memory is read.
        let first = try await connect(server, ["FIRST"])
        _ = try await first.play(seconds: 60) { _ in .boot }
        let before = server.residentBytes
        let start = ContinuousClock.now
        let generator = try await connect(server, (0..<connections).map { "FLEET-\($0)" }, parallel: 500)
        let result = try await generator.play(seconds: 120) { _ in .boot }
        let elapsed = ContinuousClock.now - start
        guard result.answers == connections * 3, result.errors == 0, !result.isLost else {
            throw BenchError("of \(connections) charge points not all were served: \(result.answers) answers, \(result.errors) errors")
        }
        // The buffers of the storm are given back within seconds; what is asked is what an idle connection holds.
        try await Task.sleep(for: .seconds(10))
        let after = server.residentBytes
        await generator.close()
        await first.close()
        return BenchReport.Fleet(
            connections: connections, secondsToConnectBootAndReport: elapsed / .seconds(1),
            residentBytesPerConnection: (after - before) / connections)
    }

    private func connect(_ server: ServerProcess, _ names: [String], parallel: Int = 100) async throws -> LoadGenerator {
        try await LoadGenerator(url: server.ocppURL, names: names, parallel: parallel, group: group, time: time)
    }

    private func loop(
        _ name: String, _ server: ServerProcess, _ generator: LoadGenerator, _ script: (Int) -> LoadScript
    ) async throws -> BenchReport.ClosedLoop {
        // Warm caches and grown buffers are the state that lasts.
        _ = try await generator.play(seconds: 1, script)
        let commits = try await server.metric("stationmaster_database_commits_total")
        let writes = try await server.metric("stationmaster_database_writes_total")
        let processor = server.processorSeconds
        let result = try await generator.play(seconds: seconds, script)
        let used = server.processorSeconds - processor
        let newWrites = try await server.metric("stationmaster_database_writes_total") - writes
        let newCommits = try await server.metric("stationmaster_database_commits_total") - commits
        guard !result.isLost else { throw BenchError("\(name): connections were lost") }
        return BenchReport.ClosedLoop(
            name: name, connections: generator.count, seconds: seconds, messages: result.answers,
            messagesPerSecond: Double(result.answers) / seconds,
            p50Microseconds: result.percentileMicroseconds(0.5), p99Microseconds: result.percentileMicroseconds(0.99),
            processorMicrosecondsPerMessage: used * 1_000_000 / Double(max(1, result.answers)),
            writesPerCommit: newWrites > Double(result.answers) / 2 ? newWrites / max(1, newCommits) : nil, errors: result.errors)
    }
}
