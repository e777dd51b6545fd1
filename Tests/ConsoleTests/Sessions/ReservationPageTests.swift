import CentralSystem
import OCPPJ
import Testing
import WebAPI

@testable import Console

@Suite("Pages of reservations")
struct ReservationPageTests {
    @Test("say what to do first, in both languages", arguments: Language.allCases)
    func empty(language: Language) async throws {
        try await withConsole { console async throws in
            _ = try await console.chargePoint()
            let browser = try await console.browser(.operator, language: language)
            #expect(try await console.page("/reservations", browser).contains("/reservations/new"))
            #expect(try await console.page("/reservations/calendar", browser).contains("class=\"empty\""))
            #expect(try await console.page("/reservations/calendar?chargePoint=CP-1", browser).contains("CP-1"))
            #expect(try await console.page("/reservations/new?chargePoint=CP-1", browser).contains("value=\"CP-1\""))
            #expect(try await console.get("/reservations/calendar?chargePoint=CP-9", browser).status == 404)
            #expect(try await console.get("/reservations/7", browser).status == 404)
        }
    }

    @Test("keep what was typed when the charge point is not connected, and show the attempt")
    func offline() async throws {
        try await withConsole { console async throws in
            _ = try await console.chargePoint()
            let browser = try await console.browser(.operator)
            let answer = try await console.send(
                "/reservations/new",
                [("chargePointId", "CP-1"), ("connectorId", "1"), ("idTag", ConsoleFixture.hostile), ("minutes", "30")], browser)
            #expect(answer.status >= 400)
            #expect(answer.text.contains("role=\"alert\""))
            #expect(answer.text.contains("value=\"&lt;b&gt;&#39;&quot;&amp;\""))
            let list = try await console.page("/reservations", browser)
            #expect(list.contains("Unanswered") || list.contains("Refused"))
            #expect(try await console.page("/reservations/1", browser).contains("CP-1"))
            #expect(try await console.page("/reservations/1/cancel", browser).contains("CP-1"))
            let found = try await console.centralSystem.reservations.get(1)
            #expect(found.expiryDate == ConsoleFixture.start.advanced(bySeconds: 1800))
            let week = LocalTime(zoneMinutes: 0).dayText(found.requestedAt)
            _ = try await console.page("/reservations/calendar?chargePoint=CP-1&week=\(week)", browser)
            let viewer = try await console.browser(.viewer)
            #expect(!(try await console.page("/reservations/1", viewer)).contains("/cancel"))
            #expect(try await console.get("/reservations/1/cancel", viewer).status == 403)
            #expect(try await console.get("/reservations/new", viewer).status == 403)
        }
    }

    @Test("count weeks from Monday on, in the viewer's zone")
    func weeks() throws {
        let time = LocalTime(zoneMinutes: 540)
        let sunday = try #require(Timestamp(rfc3339: "2026-11-29T14:59:59Z"))
        let week = CalendarWeek(of: sunday, time)
        #expect(week.start == Timestamp(rfc3339: "2026-11-22T15:00:00Z"))
        #expect(CalendarWeek(of: sunday.advanced(bySeconds: 1), time).start == week.end)
        #expect(week.days.map(time.dayText).first == "2026-11-23")
        #expect(CalendarWeek(of: Timestamp(milliseconds: -1), LocalTime(zoneMinutes: 0)).start == Timestamp(rfc3339: "1969-12-29T00:00:00Z"))
    }

    @Test("cut a reservation into days")
    func days() {
        let day = ConsoleFixture.start
        let later = { (minutes: Int) in day.advanced(bySeconds: minutes * 60) }
        #expect(CalendarWeek.part(of: (later(60), later(120)), on: day, LocalTime(zoneMinutes: 0)) == 60...120)
        #expect(CalendarWeek.part(of: (later(-60), later(2000)), on: day, LocalTime(zoneMinutes: 0)) == 0...1440)
        #expect(CalendarWeek.part(of: (later(-60), later(0)), on: day, LocalTime(zoneMinutes: 0)) == nil)
        #expect(CalendarWeek.part(of: (later(1440), later(1500)), on: day, LocalTime(zoneMinutes: 0)) == nil)
        #expect(CalendarWeek.part(of: (later(100), later(50)), on: day, LocalTime(zoneMinutes: 0)) == nil)
    }

    @Test("read times as they are typed")
    func times() {
        let time = LocalTime(zoneMinutes: -210)
        #expect(time.zone == "UTC−03:30")
        #expect(time.moment("2026-11-26T18:30") == Timestamp(rfc3339: "2026-11-26T22:00:00Z"))
        #expect(time.moment("2026-11-26T18:30:05") == Timestamp(rfc3339: "2026-11-26T22:00:05Z"))
        for text in ["", "soon", "2026-11-26", "2026-11-26T18:30Z", "2026-13-26T18:30"] { #expect(time.moment(text) == nil, "\(text)") }
        #expect(time.day("2026-11-26").map(time.text) == "2026-11-26T00:00")
    }
}
