extension CaseOutcome {
    /// As reports for people write it.
    var words: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .notApplicable: "not applicable"
        case .inconclusive: "inconclusive"
        }
    }

    /// A sign that tells it without colour.
    var sign: String {
        switch self {
        case .passed: "✓"
        case .failed: "✗"
        case .notApplicable: "–"
        case .inconclusive: "?"
        }
    }
}

extension FunctionalityReport.Outcome {
    var words: String { outcome?.words ?? "not tested" }

    var sign: String { outcome?.sign ?? "·" }

    /// The same result of a case; nil when nothing was tested.
    var outcome: CaseOutcome? {
        switch self {
        case .passed: .passed
        case .failed: .failed
        case .notApplicable: .notApplicable
        case .inconclusive: .inconclusive
        case .notTested: nil
        }
    }
}

extension FunctionalityReport {
    /// How much of it was looked at, where that is not all: `2 of 5 played`.
    var playedWords: String? {
        result == .notTested || played == cases ? nil : "\(played) of \(cases) played"
    }
}

extension ResponseTimeMeasurement {
    /// Which message was answered slowest, where there were several kinds: `slowest: StartTransaction`.
    var slowestWords: String? {
        slowestAction.flatMap { $0 == "Authorize" ? nil : "slowest: \($0)" }
    }

    /// Whether it is within its limit.
    var words: String {
        switch passed {
        case true: "within the limit"
        case false: unanswered > 0 ? "\(unanswered) not answered in time" : "beyond the limit"
        case nil: "not measured"
        }
    }
}

extension LoadReport {
    /// What the load did, as a sentence or two.
    var words: String {
        if let problem, messages == 0 {
            return "The background load of \(askedPerSecond) messages a second did not come about: \(problem)."
        }
        var words =
            "Background load: \(askedPerSecond) messages a second asked for, \(ReportNumber.rate(achievedPerSecond)) achieved over \(ReportNumber.count(connections, "connection", "connections")) in \(ReportNumber.duration(milliseconds: seconds * 1000)); \(messages) answers, of them \(callErrors) CALLERRORs; \(unanswered) not answered; \(ReportNumber.count(lostConnections, "connection", "connections")) lost."
        if messages > 0 {
            words +=
                " Its own response times: p50 \(ReportNumber.duration(milliseconds: p50Ms)), p99 \(ReportNumber.duration(milliseconds: p99Ms)), slowest \(ReportNumber.duration(milliseconds: slowestMs))."
        }
        if let problem { words += " Trouble: \(problem)." }
        return words
    }

    /// Whether what was asked for was not reached, or not without errors.
    var isLess: Bool {
        problem != nil || callErrors > 0 || unanswered > 0 || lostConnections > 0
            || achievedPerSecond < Double(askedPerSecond) * 0.9
    }
}

extension PerformanceReport {
    /// The rows of its table.
    var rows: [(name: String, measurement: ResponseTimeMeasurement)] {
        var rows = [("Response time to any message", alone.anyMessage), ("Response time to Authorize", alone.authorize)]
        if let underLoad {
            rows.append(("Response time to any message, under load", underLoad.anyMessage))
            rows.append(("Response time to Authorize, under load", underLoad.authorize))
        }
        return rows.map { (name: $0.0, measurement: $0.1) }
    }
}

extension CertificationReport {
    /// How many cases were played, and of how many.
    var playedWords: String {
        let total = functionalities.reduce(0) { $0 + $1.cases }
        return isComplete ? "all \(total) cases were played" : "\(cases.count) of \(total) cases were played"
    }

    /// What came of the cases: `74 passed, 1 failed, 2 not applicable`.
    var countWords: String {
        let counts = CaseOutcome.allCases.map { outcome in (outcome, cases.count { $0.result == outcome }) }
        let words = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.words)" }
        return words.isEmpty ? "nothing was played" : words.joined(separator: ", ")
    }
}
