extension CaseResult {
    /// The same without the passwords that the case had the Central System send.
    ///
    /// They were made for the test and open nothing but its own charge points; but reports are passed on, and nobody who finds a
    /// password in one should have to know that.
    var withoutSecrets: CaseResult {
        CaseResult(
            id: id, title: title, functionality: functionality,
            variants: variants.map { variant in
                VariantResult(
                    name: variant.name, result: variant.result, reason: SecretsInText.masked(variant.reason),
                    durationMs: variant.durationMs,
                    trace: variant.trace.map { entry in
                        TraceEntry(
                            atMs: entry.atMs, kind: entry.kind, text: SecretsInText.masked(entry.text),
                            responseMs: entry.responseMs)
                    })
            })
    }
}

/// Finds passwords in frames and in sentences about them.
enum SecretsInText {
    static let mask = "(not shown)"

    /// The text with the mask in place of every `value` beside the configuration key AuthorizationKey.
    ///
    /// A text in which that key appears, in any spelling, has all of its `value` members masked: that is too much rather than too little.
    static func masked(_ text: String) -> String {
        guard text.lowercased().contains("authorizationkey") else { return text }
        return text.replacing(/("value"\s*:\s*)"(?:[^"\\]|\\.)*"/) { match in "\(match.output.1)\"\(mask)\"" }
    }
}
