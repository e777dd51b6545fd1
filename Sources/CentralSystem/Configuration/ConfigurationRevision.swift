import OCPPJ

/// What is known of a charge point's configuration while news are taken in: which entries have to be written, which removed, and what
/// the history has to tell. News that are older than what is known of a key do not throw it back.
struct ConfigurationRevision {
    private(set) var entries: [ConfigurationKeyName: ConfigurationEntry]
    private(set) var touched: Set<ConfigurationKeyName> = []
    private(set) var removed: Set<ConfigurationKeyName> = []
    private(set) var changes: [ConfigurationChange] = []

    init(_ entries: [ConfigurationEntry]) {
        self.entries = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// The entries to write, by name.
    var saved: [ConfigurationEntry] { touched.compactMap { entries[$0] }.sorted { $0.name.key < $1.name.key } }

    func entry(_ name: ConfigurationKeyName) -> ConfigurationEntry? { entries[name] }

    mutating func save(_ entry: ConfigurationEntry) {
        entries[entry.name] = entry
        touched.insert(entry.name)
    }

    mutating func remove(_ name: ConfigurationKeyName) {
        entries[name] = nil
        touched.remove(name)
        removed.insert(name)
    }

    mutating func tell(_ change: ConfigurationChange) {
        changes.append(change)
    }

    /// What waited for a reboot is taken to be in force.
    mutating func boot(at moment: Timestamp) {
        for entry in entries.values.sorted(by: { $0.name.key < $1.name.key }) {
            guard let pending = entry.pending, pending.since <= moment else { continue }
            var entry = entry
            entry.set(nil as PendingConfiguration?)
            takeInForce(pending, in: entry, at: moment)
        }
    }

    /// Takes a setting that waited for a reboot to be in force.
    mutating func takeInForce(_ pending: PendingConfiguration, in entry: ConfigurationEntry, at moment: Timestamp) {
        var entry = entry
        if entry.name.isSecret || entry.standing != .held || entry.value != pending.value {
            tell(ConfigurationChange(
                .changed, entry.name, from: entry.value, to: pending.value, .bootNotification, at: moment,
                commandId: pending.commandId, requestedBy: pending.requestedBy))
        }
        entry.standing = .held
        entry.set(pending.value)
        entry.isReadonly = entry.isReadonly ?? false
        entry.source = .changeConfiguration
        entry.isAssumed = true
        entry.updatedAt = max(entry.updatedAt, moment)
        save(entry)
    }
}
