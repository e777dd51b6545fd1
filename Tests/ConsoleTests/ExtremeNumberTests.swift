import CentralSystem
import OCPP16
import OCPPJ
import Testing
import WebAPI

@testable import Console

@Suite("Extreme numbers")
struct ExtremeNumberTests {
    /// What a meter may claim to show.
    private static let samples = ["1e300", "-1e300", "9223372036854775807", "-9223372036854775808", "1e308", "0"].map { value in
        ["Energy.Active.Import.Register", "Power.Active.Import", "SoC", "Voltage", "Current.Import"].map { measurand in
            ["L1", "L2", "L3"].map { #"{"value":"\#(value)","measurand":"\#(measurand)","phase":"\#($0)"}"# }.joined(separator: ",")
                + #",{"value":"\#(value)","measurand":"\#(measurand)"}"#
        }.joined(separator: ",")
    }

    /// A charge point with sessions and stops of which every number is as large or as small as there are.
    private func life(_ console: ConsoleFixture) async throws -> [Int] {
        let chargePoint = try await console.chargePoint()
        var sessions: [Int] = []
        for (index, meter) in [Int.min, Int.max, -5, 0, -5].enumerated() {
            let id = try await console.start(chargePoint, connector: index + 1, meter: meter)
            sessions.append(id)
            for sample in Self.samples {
                console.time.advance(seconds: 60)
                try await console.measure(chargePoint, id, connector: index + 1, samples: sample)
            }
        }
        try await console.stop(chargePoint, sessions[2], meter: .max)
        for unknown in [Int.max, Int.min, 0] { try await console.stop(chargePoint, unknown, meter: unknown) }
        // Two that can be billed, and together are beyond all numbers.
        for _ in 0..<2 {
            let id = try await console.start(chargePoint, connector: 9, meter: 0)
            try await console.stop(chargePoint, id, meter: .max)
            sessions.append(id)
        }
        return sessions
    }

    @Test("in meter values, starts and stops are shown by every page")
    func pages() async throws {
        try await withConsole { console async throws in
            let sessions = try await life(console)
            let browser = try await console.browser(.administrator, language: .english)
            let patterns = console.console.pages.allPaths.filter { $0 != LiveEvents.path }
            var paths = patterns.filter { !$0.contains("{") }
            // At first 1 stands for what is numbered, and the last number there is; what is named has the charge point's name.
            for value in ["1", String(Int.max), "CP-1"] {
                paths += patterns.filter { $0.contains("{") }.map { pattern in
                    let isNamed = pattern.hasPrefix("/charge-points/")
                    var parameters = ["id": isNamed ? "CP-1" : value]
                    for name in pattern.split(separator: "/").filter({ $0.hasPrefix("{") }) where name != "{id}" {
                        parameters[String(name.dropFirst().dropLast())] = value
                    }
                    return LocalPath.of(pattern, parameters)
                }
            }
            for id in sessions { paths += ["/sessions/\(id)", "/sessions/\(id)/close", "/charge-points/CP-1/meter-values?session=\(id)"] }
            for id in 1...3 { paths.append("/orphaned-stops/\(id)") }
            paths += ["/sessions?sort=energy", "/sessions?sort=-energy", "/sessions/export/sessions.csv"]
            for path in paths { #expect(try await console.get(path, browser).status < 500, "\(path)") }
            #expect(try await console.get("/charge-points/CP-1", browser).status == 200)
            #expect(try await console.get("/", browser).text.contains("MWh"))
        }
    }

    @Test("in forms are refused by name")
    func forms() async throws {
        try await withConsole { console async throws in
            _ = try await console.chargePoint()
            let browser = try await console.browser(.administrator, language: .english)
            for number in [String(Int.max), String(Int.min), "0", "1e9"] {
                let reservation = [("chargePointId", "CP-1"), ("connectorId", "1"), ("idTag", "T"), ("minutes", number)]
                #expect(try await console.send("/reservations/new", reservation, browser).status == 422, "minutes \(number)")
                #expect(try await console.send("/charge-points/CP-1/diagnostics", [("hours", number)], browser).status == 422, "hours \(number)")
            }
            let rows = [("_more", "localAuthorizationList"), ("localAuthorizationList[\(Int.max)].idTag", "T")]
            #expect(try await console.send("/charge-points/CP-1/commands/SendLocalList", rows, browser).status < 500)
            let periods = [("period.\(Int.max).start", "0:00"), ("period.\(Int.min).start", "0:00"), ("button", "add")]
            #expect(try await console.send("/charge-points/CP-1/charging-profiles/new", periods, browser).status < 500)
        }
    }

    @Test("have words", arguments: [
        (Int.min, "−9,223,372,036,854,775,808"), (.max, "9,223,372,036,854,775,807"), (-1000, "−1,000"), (999, "999"),
    ])
    func words(number: Int, text: String) {
        #expect(Quantity.count(number) == text)
        #expect(Quantity.energy(WattHours(number)).hasSuffix("Wh"))
        #expect(Quantity.power(watts: number).hasSuffix("W"))
    }

    @Test("with decimal places have words too", arguments: [
        (1e300, "1.00e+300"), (-9.223372036854775808e18, "-9.22e+18"), (1234.5, "1,234.50"), (.infinity, "inf"),
    ])
    func decimals(number: Double, text: String) {
        #expect(Quantity.decimal(number, places: 2) == text)
    }
}
