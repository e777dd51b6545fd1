import OCPPJ

extension ScenarioNode {
    func integer(_ range: ClosedRange<Int>) throws(ScenarioError) -> Int {
        let allowed = "a whole number, \(range.lowerBound)...\(range.upperBound)"
        guard let value = Int(try text(allowed: allowed)), range.contains(value) else { throw error(allowed: allowed) }
        return value
    }

    func number(_ range: ClosedRange<Double>) throws(ScenarioError) -> Double {
        let allowed = "a number, \(Self.short(range.lowerBound))...\(Self.short(range.upperBound))"
        guard let value = Double(try text(allowed: allowed)), range.contains(value) else { throw error(allowed: allowed) }
        return value
    }

    /// A part of a whole: `0.05` or `5 %`.
    func share() throws(ScenarioError) -> Double {
        let allowed = "a share, 0...1, or 0 % to 100 %"
        let text = try text(allowed: allowed)
        let isPercent = text.hasSuffix("%")
        let digits = isPercent ? text.dropLast().trimmed : text[...]
        guard let value = Double(digits).map({ isPercent ? $0 / 100 : $0 }), (0...1).contains(value) else {
            throw error(allowed: allowed)
        }
        return value
    }

    func flag() throws(ScenarioError) -> Bool {
        switch try text(allowed: "true or false") {
        case "true": return true
        case "false": return false
        default: throw error(allowed: "true or false")
        }
    }

    /// One of the cases of an enumeration, by its raw value.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) throws(ScenarioError) -> Choice {
        let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        guard let choice = Choice(rawValue: try text(allowed: allowed)) else { throw error(allowed: allowed) }
        return choice
    }

    /// Seconds: `90 s`, `20 min`, `1.5 h`, `30 days`; a number alone is seconds.
    func seconds() throws(ScenarioError) -> Double {
        let allowed = "a time such as 90 s, 20 min, 1.5 h or 30 days"
        guard let seconds = Self.seconds(try text(allowed: allowed)[...]) else { throw error(allowed: allowed) }
        return seconds
    }

    /// Whole seconds, within a range.
    func wholeSeconds(_ range: ClosedRange<Int>) throws(ScenarioError) -> Int {
        let seconds = try self.seconds()
        guard seconds == seconds.rounded(), (Double(range.lowerBound)...Double(range.upperBound)).contains(seconds) else {
            throw error(allowed: "whole seconds, \(range.lowerBound) s to \(range.upperBound) s")
        }
        return Int(seconds)
    }

    /// A time, or two with `to` between them: `20 min to 90 min`.
    func secondsRange() throws(ScenarioError) -> ClosedRange<Double> {
        let allowed = "a time such as 20 min, or two such as 20 min to 1.5 h"
        let parts = try text(allowed: allowed).split(separator: " to ", omittingEmptySubsequences: false)
        let times = parts.compactMap { Self.seconds($0) }
        guard times.count == parts.count, (1...2).contains(times.count), let first = times.first, let last = times.last,
            0 <= first, first <= last
        else { throw error(allowed: allowed) }
        return first...last
    }

    /// `30 days ago`, or a date and time of RFC 3339.
    func beginning() throws(ScenarioError) -> Scenario.Time.Beginning {
        let allowed = "a time such as 30 days ago or 2026-01-31T09:30:00Z"
        let text = try text(allowed: allowed)
        if let moment = Timestamp(rfc3339: text) { return .at(moment) }
        guard text.hasSuffix(" ago"), let seconds = Self.seconds(text.dropLast(4)), seconds > 0 else {
            throw error(allowed: allowed)
        }
        return .ago(seconds: seconds)
    }

    private static let units: [Substring: Double] = [
        "": 1, "ms": 0.001, "s": 1, "second": 1, "seconds": 1, "min": 60, "minute": 60, "minutes": 60, "h": 3600,
        "hour": 3600, "hours": 3600, "day": 86_400, "days": 86_400, "week": 604_800, "weeks": 604_800,
    ]

    private static func seconds(_ text: some StringProtocol) -> Double? {
        let text = Substring(text).trimmed
        let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "-" }
        guard let number = Double(digits), let unit = units[text.dropFirst(digits.count).trimmed],
            abs(number * unit) <= longest
        else { return nil }
        return number * unit
    }

    /// A hundred years.
    private static let longest = 3_155_760_000.0

    private static func short(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }
}

extension Substring {
    /// Without blanks at both ends.
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " }
        return start.prefix(start.count - start.reversed().prefix { $0 == " " }.count)
    }
}
