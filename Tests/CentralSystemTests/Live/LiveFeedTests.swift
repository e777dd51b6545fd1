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
        var reader = try #require(feed.read()).batches.makeAsyncIterator()
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
        var reader = try #require(feed.read()).batches.makeAsyncIterator()
        for index in 0..<1000 { feed.note(.meterValues, of: "CP-\(index)") }
        try await publish(feed)
        #expect(await reader.next()?.changes == [.meterValues: .any])
    }

    @Test("whoever reads too slowly misses batches, and the numbers show it")
    func slow() async throws {
        let feed = LiveFeed()
        let reading = try #require(feed.read())
        var reader = reading.batches.makeAsyncIterator()
        for _ in 0..<20 {
            feed.note(.statuses, of: "A")
            try await publish(feed)
        }
        #expect(try #require(await reader.next()).number > reading.number + 10)
    }

    @Test("there are only so many readers")
    func readers() {
        let feed = LiveFeed()
        var streams = (0..<LiveFeed.maximumReaders).map { _ in feed.read() }
        #expect(streams.allSatisfy { $0 != nil })
        #expect(feed.read() == nil)
        streams.removeAll()
        #expect(feed.read() != nil)
    }

    @Test("one user's readers do not keep out the others")
    func readersOfUser() {
        let feed = LiveFeed()
        var streams = (0..<LiveFeed.maximumReadersOfUser).map { _ in feed.read(as: "mina") }
        #expect(streams.allSatisfy { $0 != nil })
        #expect(feed.read(as: "mina") == nil && feed.read(as: "jun") != nil)
        streams.removeAll()
        #expect(feed.read(as: "mina") != nil)
    }

    @Test("whoever begins to read knows whether something changed since a page was made")
    func gap() throws {
        let feed = LiveFeed()
        let quiet = feed.number()
        do {
            let reading = try #require(feed.read())
            #expect(reading.number == quiet)
        }
        // Nobody reads.
        let made = feed.number()
        feed.note(.statuses, of: "A")
        let reading = try #require(feed.read())
        #expect(reading.number != made)
        // A page that is made after the change holds it.
        #expect(feed.number() == reading.number)
    }

    @Test("what was noted for a reader who has left is not forgotten by the next")
    func left() throws {
        let feed = LiveFeed()
        var reading = feed.read()
        #expect(reading != nil)
        let made = feed.number()
        feed.note(.statuses, of: "A")
        reading = nil
        #expect(try #require(feed.read()).number != made)
    }

    @Test("messages of charge points are told once they are answered")
    func messages() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        var reader = try #require(fixture.system.live.read()).batches.makeAsyncIterator()
        _ = try await station.result("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Available"}"#)
        try await publish(fixture.system.live)
        #expect(await reader.next()?.changes[.statuses] == .chargePoints(["CP-1"]))
    }
}
