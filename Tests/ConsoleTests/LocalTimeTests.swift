import CentralSystem
import Foundation
import HTTPTypes
import OCPP16
import OCPPJ
import Testing
import WebAPI

@testable import Console

@Suite("The viewer's clock")
struct LocalTimeTests {
    private func berlin() throws -> LocalTime { LocalTime(try #require(TimeZone(identifier: "Europe/Berlin"))) }

    @Test(
        "what is typed is meant by the clock of that day, in summer and in winter",
        arguments: [
            ("2026-01-15T12:00", "2026-01-15T11:00:00Z"), ("2027-07-01T00:00", "2027-06-30T22:00:00Z"),
            // Put forward at two: what the clock never shows is an hour later. Put back at three: what it shows twice is meant for the first time.
            ("2026-03-29T01:59", "2026-03-29T00:59:00Z"), ("2026-03-29T02:30", "2026-03-29T01:30:00Z"), ("2026-03-29T03:00", "2026-03-29T01:00:00Z"),
            ("2026-10-25T01:59", "2026-10-24T23:59:00Z"), ("2026-10-25T02:30", "2026-10-25T00:30:00Z"), ("2026-10-25T03:00", "2026-10-25T02:00:00Z"),
        ])
    func typed(text: String, utc: String) throws {
        let time = try berlin()
        let moment = try #require(time.moment(text))
        #expect(moment == Timestamp(rfc3339: utc))
        if text != "2026-03-29T02:30" { #expect(time.field(moment) == text) }
        #expect(time.zone == "Europe/Berlin")
    }

    @Test("days last from midnight to midnight, also when clocks are changed")
    func days() throws {
        for (day, hours) in [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25), ("2026-12-31", 24)] {
            let time = try berlin()
            let start = try #require(time.day(day))
            let end = time.midnight(before: start, daysLater: 1)
            #expect(end.seconds(since: start) == Double(hours * 3600), "\(day)")
            #expect(time.clock(start) == "00:00" && time.clock(end) == "00:00", "\(day)")
            #expect(time.midnight(before: end.advanced(bySeconds: -1)) == start && time.midnight(before: end) == end, "\(day)")
        }
        // Where midnight itself is left out, the day begins at one.
        let santiago = LocalTime(try #require(TimeZone(identifier: "America/Santiago")))
        let start = try #require(santiago.day("2026-09-06"))
        #expect(start == Timestamp(rfc3339: "2026-09-06T04:00:00Z") && santiago.clock(start) == "01:00")
        #expect(santiago.midnight(before: start, daysLater: 1) == Timestamp(rfc3339: "2026-09-07T03:00:00Z"))
    }

    @Test("a week in which clocks are changed has seven days, and reservations stand where the clock shows them")
    func weeks() throws {
        let time = try berlin()
        let week = CalendarWeek(of: try #require(time.day("2026-10-25")), time)
        #expect(week.days.map(time.dayText) == (19...25).map { "2026-10-\($0)" })
        #expect(time.dayText(week.end) == "2026-10-26" && week.days.map(time.clock).allSatisfy { $0 == "00:00" })
        let span = (from: try #require(time.moment("2026-10-25T12:00")), to: try #require(time.moment("2026-10-25T13:30")))
        #expect(CalendarWeek.part(of: span, on: week.days[6], time) == 720...810)
    }

    @Test(
        "browsers tell the zone by its name, or by how far it is from UTC; what is neither is UTC",
        arguments: [
            ("Asia/Seoul", "Asia/Seoul"), ("-210", "UTC−03:30"), ("Etc/UTC", "UTC"), ("UTC", "UTC"), ("Nowhere/Atlantis", "UTC"),
            ("../../etc/passwd", "UTC"), ("9000", "UTC"), (String(repeating: "A", count: 4000), "UTC"),
        ])
    func cookie(value: String, zone: String) {
        #expect(LocalTime(Preferences([.cookie: "\(Preferences.zoneCookie)=\(value)"]).zone).zone == zone)
    }

    @Test("a day of another season holds its own sessions, and an expiry means the clock of its day")
    func pages() async throws {
        try await withConsole { console async throws in
            let chargePoint = try await console.chargePoint()
            var browser = try await console.browser(.operator)
            browser.cookies[Preferences.zoneCookie] = "Europe/Berlin"
            // 23:30 in Berlin, where it is winter then and summer now.
            let evening = try #require(Timestamp(rfc3339: "2027-01-15T22:30:00Z"))
            let expired = try await console.send(
                "/id-tags/new", [("idTag", "TAG"), ("status", "Accepted"), ("expiryDate", "2027-01-16T00:00")], browser)
            #expect(expired.status == 303)
            let tag = try #require(try await console.centralSystem.idTags.get(try IdToken("TAG")))
            #expect(tag.values.expiryDate == Timestamp(rfc3339: "2027-01-15T23:00:00Z"))
            console.time.advance(seconds: Int(evening.seconds(since: ConsoleFixture.start)))
            let late = try await console.browser(signedInAs: Role.operator.rawValue)
            browser.cookies.merge(late.cookies) { $1 }
            let session = try await console.start(chargePoint)
            console.time.advance(seconds: 180 * 86_400)
            let summer = try await console.browser(signedInAs: Role.operator.rawValue)
            browser.cookies.merge(summer.cookies) { $1 }
            let link = "/sessions/\(session)\""
            #expect(try await console.page("/sessions?from=2027-01-15&to=2027-01-15", browser).contains(link))
            #expect(!(try await console.page("/sessions?from=2027-01-16", browser).contains(link)))
            #expect(try await console.get("/sessions.csv?from=2027-01-15&to=2027-01-15", browser).text.contains("\(session)"))
            #expect(try await console.page("/", browser).contains("data-may-reload"))
        }
    }
}
