extension Setting {
    static let securityEventDays = Setting(
        key: "securityEvents.days", kind: .integer(default: 365, range: 0...3650),
        meaning: "How long security events are kept; 0 keeps them for ever. Of each charge point, the newest 10,000 are kept at most.")

    /// The keys about limits that keep strangers from doing harm, in the order of the documentation.
    static let defences: [Setting] = [
        securityEventDays,
    ]
}
