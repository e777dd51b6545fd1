import OCPPJ
import Testing

@testable import CentralSystem

@Suite("What is live")
struct LiveFeedTests {
    private func publish(_ feed: LiveFeed) async throws {
        try await feed.publish { ChargePointCounts([.charging: 2]) }
    }

    @Test("changes come in batches that are numbered, each change once")
    func batches() async throws {
        let feed = LiveFeed()
        var reader = try #require(feed.batches()).makeAsyncIterator()
        feed.note(.statuses, of: "A")
        feed.note(.statuses, of: "B")
        feed.note(.statuses, of: "A")
        feed.note(.operations)
        try await publish(feed)
        let first = try #require(await reader.next())
        #expect(first.changes == [.statuses: .chargePoints(["A", "B"]), .operations: .any])
        #expect(first.counts[.charging] == 2)
        // Nothing happened: nothing is told, and nothing is counted.
        try await feed.publish { Issue.record("counted for nothing"); return ChargePointCounts() }
        feed.note(.meterValues, of: "A")
        try await publish(feed)
        #expect(await reader.next()?.number == first.number + 1)
    }

    @Test("of many charge points it only says that there are many")
    func many() async throws {
        let feed = LiveFeed()
        var reader = try #require(feed.batches()).makeAsyncIterator()
        for index in 0..<1000 { feed.note(.meterValues, of: "CP-\(index)") }
        try await publish(feed)
        #expect(await reader.next()?.changes == [.meterValues: .any])
    }

    @Test("whoever reads too slowly misses batches, and the numbers show it")
    func slow() async throws {
        let feed = LiveFeed()
        var reader = try #require(feed.batches()).makeAsyncIterator()
        for _ in 0..<20 {
            feed.note(.statuses, of: "A")
            try await publish(feed)
        }
        #expect(try #require(await reader.next()).number > 10)
    }

    @Test("there are only so many readers")
    func readers() {
        let feed = LiveFeed()
        var streams = (0..<LiveFeed.maximumReaders).map { _ in feed.batches() }
        #expect(streams.allSatisfy { $0 != nil })
        #expect(feed.batches() == nil)
        streams.removeAll()
        #expect(feed.batches() != nil)
    }

    @Test("messages of charge points are told once they are answered")
    func messages() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        var reader = try #require(fixture.system.live.batches()).makeAsyncIterator()
        _ = try await station.result("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Available"}"#)
        try await publish(fixture.system.live)
        #expect(await reader.next()?.changes[.statuses] == .chargePoints(["CP-1"]))
    }
}
