import CentralSystem
import Foundation
import HTTPTypes
import OCPPJ
import Testing
import WebAPI

@testable import Console

@Suite("Pages of sessions")
struct SessionPageTests {
    @Test("show a session in doubt with its evidence in both languages, and nothing that a charge point sent as markup")
    func languages() async throws {
        try await withConsole { console async throws in
            let chargePoint = try await console.chargePoint()
            let id = try await console.doubtfulSession(chargePoint)
            let hostile = try await console.start(chargePoint, connector: 2, idTag: ConsoleFixture.hostile)
            let english = try await console.browser(.operator, language: .english)
            let korean = try await console.browser(.operator, language: .korean)
            for uri in ["/sessions", "/sessions?quarantined=true", "/sessions/\(id)", "/sessions/\(hostile)", "/sessions/\(hostile)/close"] {
                #expect(try await console.page(uri, english).contains("lang=\"en\""))
                #expect(try await console.page(uri, korean).contains("lang=\"ko\""))
            }
            let page = try await console.page("/sessions/\(id)", english)
            #expect(page.contains("The meter ran backwards"))
            #expect(page.contains("Bill 800 Wh"))
            #expect(try await console.page("/sessions/\(id)", korean).contains("계량기가 거꾸로"))
            #expect(try await console.get("/sessions/999", english).status == 404)
            #expect(try await console.get("/sessions/x", english).status == 404)
        }
    }

    @Test("filter, sort and go on where the part before ended")
    func list() async throws {
        try await withConsole { console async throws in
            let chargePoint = try await console.chargePoint()
            for energy in [300, 100, 200] {
                let id = try await console.start(chargePoint)
                console.time.advance(seconds: 600)
                try await console.stop(chargePoint, id, meter: 1000 + energy)
            }
            let browser = try await console.browser(.viewer)
            let list = try await console.page("/sessions?sort=-energy", browser)
            let first = try #require(list.range(of: "300 Wh"))
            let last = try #require(list.range(of: "100 Wh"))
            #expect(first.lowerBound < last.lowerBound)
            #expect(try await console.page("/sessions?idTag=nobody", browser).contains("No session matches"))
            for query in ["from=nonsense", "state=Nonsense", "quarantined=maybe", "connectorId=left"] {
                let refused = try await console.get("/sessions?\(query)", browser)
                #expect(refused.status == 400 && !refused.text.contains("300 Wh"), "\(query)")
                #expect(try await console.get("\(SessionExport.address)?\(query)", browser).status == 400, "\(query)")
            }
            #expect(try await console.page("/sessions?to=2001-01-01", browser).contains("No session matches"))
            #expect(try await console.get("/sessions?cursor=nonsense", browser).status == 400)
            // A cursor goes on in its own list, and in no other.
            let page = try await console.centralSystem.transactions.browse(.init(), order: .init(.energy), .init(limit: 1))
            let cursor = ListCursor.encode(try #require(page.nextCursor), of: Fields([("sort", "-energy"), ("idTag", "TAG")]))
            #expect(try await console.page("/sessions?idTag=TAG&state=&sort=-energy&fragment=list&cursor=\(cursor)", browser).contains("200 Wh"))
            for other in ["sort=energy&idTag=TAG", "sort=-energy", "sort=-energy&idTag=T", "idTag=TAG"] {
                #expect(try await console.get("/sessions?\(other)&cursor=\(cursor)", browser).status == 400, "\(other)")
            }
        }
    }

    @Test("export what the filter shows, without formulas")
    func export() async throws {
        try await withConsole { console async throws in
            let chargePoint = try await console.chargePoint()
            let id = try await console.start(chargePoint, idTag: "=1+1,\"x\"")
            _ = try await console.start(chargePoint, connector: 2, idTag: "OTHER")
            let browser = try await console.browser(.viewer)
            let all = try await console.get(SessionExport.address, browser)
            #expect(all.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(all.text.split(separator: "\r\n").count == 3)
            #expect(all.text.contains("\(id),\"CP-1\",1,\"'=1+1,\"\"x\"\"\""))
            let exact = try await console.get(SessionExport.address + "?exact=true", browser)
            #expect(exact.text.contains("\(id),\"CP-1\",1,\"=1+1,\"\"x\"\"\""))
            let some = try await console.get(SessionExport.address + "?idTag=other", browser)
            #expect(some.text.split(separator: "\r\n").count == 2)
            #expect(try await console.get("/sessions/export/other.csv", browser).status == 404)
        }
    }

    @Test("take in an operator's decision, and nobody else's")
    func decision() async throws {
        try await withConsole { console async throws in
            let id = try await console.doubtfulSession(try await console.chargePoint())
            let viewer = try await console.browser(.viewer)
            #expect(!(try await console.page("/sessions/\(id)", viewer)).contains("name=\"energyWh\""))
            #expect(try await console.send("/sessions/\(id)", [("energyWh", "800")], viewer).status == 403)
            #expect(try await console.get("/sessions/\(id)/close", viewer).status == 403)
            let browser = try await console.browser(.operator)
            let wrong = try await console.send("/sessions/\(id)", [("energyWh", "much"), ("note", "a guess")], browser)
            #expect(wrong.status == 400 || wrong.status == 422)
            #expect(wrong.text.contains("value=\"much\"") && wrong.text.contains("value=\"a guess\""))
            #expect(wrong.text.contains("aria-invalid"))
            let right = try await console.send("/sessions/\(id)", [("energyWh", "750"), ("note", "by the display")], browser)
            #expect(right.status == 303)
            let session = try #require(try await console.centralSystem.transactions.get(id))
            #expect(session.energy?.wattHours == WattHours(750))
            #expect(session.quarantine?.resolution?.by == "operator")
            #expect(try await console.page("/sessions/\(id)", browser).contains("by the display"))
        }
    }

    @Test("close a session by hand after saying what that does")
    func close() async throws {
        try await withConsole { console async throws in
            let chargePoint = try await console.chargePoint()
            let id = try await console.start(chargePoint)
            console.time.advance(seconds: 600)
            try await console.measure(chargePoint, id, register: 1500)
            let browser = try await console.browser(.operator)
            #expect(try await console.page("/sessions/\(id)/close", browser).contains("billed 500 Wh"))
            #expect(try await console.send("/sessions/\(id)/close", [("reason", "never ended")], browser).status == 303)
            #expect(try await console.centralSystem.transactions.get(id)?.state == .closed)
            #expect(try await console.get("/sessions/\(id)/close", browser).status == 303)
        }
    }

    @Test("close no session with another energy than was shown")
    func closingAnew() async throws {
        try await withConsole { console async throws in
            let chargePoint = try await console.chargePoint()
            let id = try await console.start(chargePoint)
            let browser = try await console.browser(.operator)
            #expect(try await console.page("/sessions/\(id)/close", browser).contains("name=\"expectedEnergyWh\" value=\"-\""))
            console.time.advance(seconds: 600)
            try await console.measure(chargePoint, id, register: 2000)
            #expect(try await console.page("/sessions/\(id)/close", browser).contains("name=\"expectedEnergyWh\" value=\"1000\""))
            console.time.advance(seconds: 600)
            try await console.measure(chargePoint, id, register: 10_000)
            for seen in ["-", "1000"] {
                let refused = try await console.send("/sessions/\(id)/close", [("expectedEnergyWh", seen)], browser)
                #expect(refused.status == 409)
                #expect(refused.text.contains("name=\"expectedEnergyWh\" value=\"9000\""))
            }
            #expect(try await console.centralSystem.transactions.get(id)?.state == .open)
            #expect(try await console.send("/sessions/\(id)/close", [("expectedEnergyWh", "9000")], browser).status == 303)
            #expect(try await console.centralSystem.transactions.get(id)?.energy?.wattHours == WattHours(9000))
        }
    }
}

@Suite("Tables for spreadsheets")
struct CSVTextTests {
    @Test("a text stands between quotes, and is no formula in any spreadsheet", arguments: [
        ("=cmd|x", #""'=cmd|x""#), ("＝cmd", #""'＝cmd""#), ("＠x", #""'＠x""#), (" =1", #""' =1""#), ("\tx", "\"'\tx\""), ("a;=b", #""a;=b""#),
        ("12", "12"), ("-12", "-12"), ("", ""), ("\"\u{301}=1", "\"\"\"\u{301}=1\""),
    ])
    func cells(text: String, cell: String) {
        #expect(Array(CSVText.row([text]).unicodeScalars) == Array("\(cell)\r\n".unicodeScalars))
    }

    @Test("for programs every value stays what it is")
    func exact() {
        #expect(CSVText.row(["=cmd", "1", "a\"b"], isExact: true) == "\"=cmd\",1,\"a\"\"b\"\r\n")
    }
}

@Suite("Pages of stops without a session")
struct OrphanedStopPageTests {
    @Test("show the evidence, and give the stop to a session or dismiss it")
    func decisions() async throws {
        try await withConsole { console async throws in
            let chargePoint = try await console.chargePoint()
            try await console.stop(chargePoint, 4711, meter: 2000)
            try await console.stop(chargePoint, 4712, meter: 3000)
            let id = try await console.start(chargePoint)
            let viewer = try await console.browser(.viewer)
            #expect(try await console.page("/sessions", viewer).contains("/orphaned-stops"))
            #expect(try await console.page("/orphaned-stops", viewer).contains("/orphaned-stops/2"))
            #expect(!(try await console.page("/orphaned-stops/1", viewer)).contains("name=\"transactionId\""))
            #expect(try await console.send("/orphaned-stops/1", [("dismiss", "yes")], viewer).status == 403)
            let browser = try await console.browser(.operator, language: .korean)
            #expect(try await console.page("/orphaned-stops/1", browser).contains("4711"))
            #expect(try await console.send("/orphaned-stops/1", [], browser).status == 422)
            let both = try await console.send("/orphaned-stops/1", [("transactionId", "\(id)"), ("dismiss", "yes")], browser)
            #expect(both.status == 422)
            #expect(try await console.centralSystem.transactions.get(id)?.state == .open)
            #expect(try await console.send("/orphaned-stops/1", [("transactionId", "\(id)")], browser).status == 303)
            #expect(try await console.centralSystem.transactions.get(id)?.energy?.wattHours == WattHours(1000))
            #expect(try await console.send("/orphaned-stops/2", [("dismiss", "yes"), ("note", "a test")], browser).status == 303)
            #expect(try await console.page("/orphaned-stops?resolved=true", browser).contains("/orphaned-stops/2"))
            #expect(try await console.page("/orphaned-stops/2", browser).contains("a test"))
            #expect(try await console.get("/orphaned-stops/99", browser).status == 404)
        }
    }
}
