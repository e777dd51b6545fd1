import ArgumentParser
import Foundation
import NIOCore
import NIOPosix

/// Measures this build on this machine: a server on one core, the load on the others.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure throughput, latency, processor time and memory of this build.",
        discussion: "Starts servers of its own with temporary data. Pin the load to another core than the server's: taskset -c 1 stationmaster bench --server-core 0")

    @Option(help: "The processor that the server may use.")
    var serverCore = 0

    @Option(help: "Seconds of each closed loop, and of the charge points with drivers.")
    var seconds = 10.0

    @Option(help: "Charge points in the fleet that connects at once; 0 leaves it out.")
    var fleet = 10_000

    @Option(help: "Charge points in the fleet that connects at once over TLS with passwords; 0 leaves it out.")
    var secureFleet = 5_000

    @Option(help: "Write the figures to this file as JSON.")
    var output: String?

    func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            try await measure(Bench(group: group, serverCore: serverCore, seconds: seconds))
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    private func measure(_ bench: Bench) async throws {
        var report = BenchReport(date: Date.now.ISO8601Format(), cores: ProcessInfo.processInfo.processorCount)
        print("composite schedules …")
        report.compositeSchedule = CompositeScheduleBench().measure(runs: 2000)
        print("closed loops, 100 connections …")
        report.closedLoops = try await bench.closedLoops(connections: 100)
        print("group commit, 1,000 connections …")
        report.closedLoops.append(try await bench.groupCommit(connections: 1000))
        print("Authorize under traffic …")
        report.mixed = try await bench.mixed()
        print("charge points with drivers …")
        report.drivers = try await bench.drivers()
        if fleet > 0 {
            print("a fleet of \(fleet) …")
            report.fleet = try await bench.fleet(connections: fleet)
        }
        if secureFleet > 0 {
            print("a fleet of \(secureFleet) over TLS …")
            report.secureFleet = try await bench.secureFleet(connections: secureFleet)
        }
        print("\n" + report.table)
        if let output {
            let file = URL(filePath: output)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try report.json().write(to: file)
            print("\nwritten to \(output)")
        }
    }
}
