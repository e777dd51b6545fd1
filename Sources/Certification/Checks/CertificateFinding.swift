/// One thing that was looked at in a certificate.
struct CertificateFinding: Hashable, Sendable {
    enum Verdict: Hashable, Sendable {
        case holds
        /// What was seen and what was expected.
        case broken(String)
        /// Why nothing can be said about it here.
        case notLookedAt(String)
    }

    /// What holds when it does: "certificateChain has LF as its only line ending".
    let what: String
    let verdict: Verdict

    /// - Parameter problem: what was seen and what was expected, when it does not hold.
    init(_ what: String, _ holds: Bool, otherwise problem: @autoclosure () -> String) {
        self.what = what
        verdict = holds ? .holds : .broken(problem())
    }

    private init(_ what: String, _ verdict: Verdict) {
        self.what = what
        self.verdict = verdict
    }

    static func notLookedAt(_ what: String, because reason: String) -> CertificateFinding {
        CertificateFinding(what, .notLookedAt(reason))
    }

    /// What is wrong; nil when nothing is.
    var problem: String? {
        if case .broken(let problem) = verdict { problem } else { nil }
    }
}

extension CaseRun {
    /// Checks all of them, in order.
    ///
    /// - Throws: a failure with the first that does not hold.
    func check(_ findings: [CertificateFinding]) throws(CaseFailure) {
        for finding in findings {
            switch finding.verdict {
            case .holds: trace.add(.check, finding.what)
            case .broken(let problem): throw chargePoint.fail(problem)
            case .notLookedAt(let reason): trace.add(.note, "not looked at: \(finding.what), because \(reason)")
            }
        }
    }
}
