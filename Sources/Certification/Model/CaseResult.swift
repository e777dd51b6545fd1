/// What came of a case.
package enum CaseOutcome: String, Codable, Hashable, Sendable, CaseIterable {
    case passed
    case failed
    /// The Central System or the way it is driven does not have what the case is about; the reason says why.
    case notApplicable
    /// The Central System was not reached, so that nothing can be said about it.
    case inconclusive
}

/// Why a case ended early. The reason is a sentence for people: what was seen and what was expected.
package struct CaseFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let outcome: CaseOutcome
    package let reason: String

    /// The Central System did something that the case does not allow.
    package static func failed(_ reason: String) -> CaseFailure { CaseFailure(outcome: .failed, reason: reason) }

    /// The case does not apply; the reason says why.
    package static func notApplicable(_ reason: String) -> CaseFailure {
        CaseFailure(outcome: .notApplicable, reason: reason)
    }

    /// The Central System was not reached.
    package static func inconclusive(_ reason: String) -> CaseFailure { CaseFailure(outcome: .inconclusive, reason: reason) }

    package var description: String { reason }
}

/// What one way through a case led to.
package struct VariantResult: Codable, Sendable {
    /// As in `CertificationCase.Variant`; empty when the case has one way only.
    package let name: String
    package let result: CaseOutcome
    /// Why it did not pass; empty when it did.
    package let reason: String
    package let durationMs: Int
    package let trace: [TraceEntry]

    package init(name: String, result: CaseOutcome, reason: String, durationMs: Int, trace: [TraceEntry]) {
        self.name = name
        self.result = result
        self.reason = reason
        self.durationMs = durationMs
        self.trace = trace
    }
}

/// What came of a case, with everything that went over the wire.
package struct CaseResult: Codable, Sendable {
    package let id: String
    package let title: String
    package let functionality: Functionality
    package let result: CaseOutcome
    /// Why it did not pass, with the variant's name before it where there are several; empty when it did.
    package let reason: String
    package let durationMs: Int
    package let variants: [VariantResult]

    /// The result of a case is the worst of its variants: failed before inconclusive before not applicable; but a case of which
    /// a part passed and the rest does not apply has passed.
    package init(_ testCase: CertificationCase, _ variants: [VariantResult]) {
        self.init(id: testCase.id, title: testCase.title, functionality: testCase.functionality, variants: variants)
    }

    /// The same case with other variants.
    init(of other: CaseResult, variants: [VariantResult]) {
        self.init(id: other.id, title: other.title, functionality: other.functionality, variants: variants)
    }

    package init(id: String, title: String, functionality: Functionality, variants: [VariantResult]) {
        self.id = id
        self.title = title
        self.functionality = functionality
        self.variants = variants
        durationMs = variants.reduce(0) { $0 + $1.durationMs }
        let order: [CaseOutcome] = [.failed, .inconclusive, .passed, .notApplicable]
        let worst = order.first { outcome in variants.contains { $0.result == outcome } } ?? .notApplicable
        result = worst
        reason = worst == .passed
            ? ""
            : variants.filter { $0.result == worst }
                .map { $0.name.isEmpty ? $0.reason : "\($0.name): \($0.reason)" }.joined(separator: "; ")
    }
}
