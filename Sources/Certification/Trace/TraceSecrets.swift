/// A trace is printed, mailed and published; the password that a charge point was given is good for as long as it is not changed.
enum TraceSecrets {
    /// The frame with the value of an AuthorizationKey taken out; everything else stays as it is.
    static func hidden(in text: String) -> String {
        guard text.contains("ChangeConfiguration"), text.lowercased().contains("authorizationkey") else { return text }
        return text.replacing(/"value"\s*:\s*"(?:[^"\\]|\\.)*"/) { _ in #""value":"(not shown)""# }
    }
}
