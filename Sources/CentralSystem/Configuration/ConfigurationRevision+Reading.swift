import OCPPJ

extension ConfigurationRevision {
    /// What was made of an answer to GetConfiguration.
    struct ReadingResult: Hashable {
        /// How many keys were reported.
        var keyCount: Int
        /// Whether the answer tells everything that the charge point has.
        var isComplete: Bool
        var oddities: Oddities
    }

    /// Takes in an answer to GetConfiguration.
    ///
    /// - Parameters:
    ///   - asked: the keys that were asked for; nil for all.
    ///   - hasBaseline: whether all keys were read before, so that a key not known by then is a new one.
    mutating func take(
        _ report: ReportedConfiguration, asked: [String]?, hasBaseline: Bool, at moment: Timestamp, by command: CommandReference
    ) -> ReadingResult {
        var oddities = Oddities()
        let reported = Self.keys(report, &oddities)
        let unknown = Set((report.unknownKey ?? []).compactMap { $0.text }.filter { !$0.isEmpty }.map(ConfigurationKeyName.init))
        for (name, key) in reported.sorted(by: { $0.key.key < $1.key.key }) {
            hold(key, name, hasBaseline: hasBaseline, at: moment, by: command)
        }
        for name in unknown.sorted(by: { $0.key < $1.key }) {
            if reported[name] == nil {
                lose(name, at: moment, by: command)
            } else {
                oddities.note("\(name) is both reported and said to be unknown; it counts as reported")
            }
        }
        if let asked {
            for name in asked.map(ConfigurationKeyName.init) where reported[name] == nil && !unknown.contains(name) {
                oddities.note("\(name) was asked for, but is neither reported nor said to be unknown")
            }
        } else if reported.isEmpty {
            oddities.note("all keys were asked for and none was reported, which is not believed; what was known stays")
        } else {
            for name in entries.keys.sorted(by: { $0.key < $1.key }) where reported[name] == nil {
                vanish(name, at: moment, by: command)
            }
        }
        return ReadingResult(
            keyCount: reported.count, isComplete: asked == nil && !reported.isEmpty, oddities: oddities)
    }

    /// The reported keys, the last one of those that are reported more than once.
    private static func keys(
        _ report: ReportedConfiguration, _ oddities: inout Oddities
    ) -> [ConfigurationKeyName: ReportedKey] {
        var keys: [ConfigurationKeyName: ReportedKey] = [:]
        for key in report.configurationKey ?? [] {
            guard let text = key.key?.text, !text.isEmpty else {
                oddities.note("something without a name is left out")
                continue
            }
            let name = ConfigurationKeyName(text)
            if keys.removeValue(forKey: name) != nil { oddities.note("\(name) is reported more than once; the last one counts") }
            keys[name] = key
            if text.unicodeScalars.count > 50 { oddities.note("\(text.prefix(50))… has a name of more than 50 characters") }
            if (key.value?.text?.unicodeScalars.count ?? 0) > 500 { oddities.note("\(name) has a value of more than 500 characters") }
            if key.isReadonly == nil { oddities.note("\(name) comes without a readonly flag") }
        }
        return keys
    }

    /// The charge point has the key.
    private mutating func hold(
        _ key: ReportedKey, _ name: ConfigurationKeyName, hasBaseline: Bool, at moment: Timestamp, by command: CommandReference
    ) {
        let old = entry(name)
        if let old, old.updatedAt > moment { return }
        let value = key.value?.text
        if let old, old.standing == .held {
            if old.value != value, !name.isSecret { tell(change(.changed, name, from: old.value, to: value, moment, command)) }
        } else if hasBaseline || old?.standing == .unknown {
            tell(change(.added, name, from: nil, to: value, moment, command))
        }
        var entry = old ?? ConfigurationEntry(name, .held, updatedAt: moment)
        entry.name = name
        entry.standing = .held
        entry.set(value)
        entry.isReadonly = key.isReadonly ?? entry.isReadonly
        entry.source = .getConfiguration
        entry.isAssumed = false
        entry.updatedAt = moment
        save(entry)
    }

    /// The charge point says that it does not know the key.
    private mutating func lose(_ name: ConfigurationKeyName, at moment: Timestamp, by command: CommandReference) {
        var entry = entry(name) ?? ConfigurationEntry(name, .unknown, updatedAt: moment)
        guard entry.updatedAt <= moment else { return }
        if entry.standing == .held { tell(change(.removed, entry.name, from: entry.value, to: nil, moment, command)) }
        entry.standing = .unknown
        entry.set(nil as String?)
        entry.set(nil as PendingConfiguration?)
        entry.isReadonly = nil
        entry.source = nil
        entry.isAssumed = false
        entry.updatedAt = moment
        save(entry)
    }

    /// All keys were reported, and this was not among them.
    private mutating func vanish(_ name: ConfigurationKeyName, at moment: Timestamp, by command: CommandReference) {
        // A secret is write-only, so it is never among them (security whitepaper, section 7.2).
        guard var entry = entry(name), entry.standing != .unknown, !name.isSecret, entry.updatedAt <= moment else { return }
        if entry.standing == .held { tell(change(.removed, entry.name, from: entry.value, to: nil, moment, command)) }
        guard entry.isRebootRequired else { return remove(name) }
        // What waits for a reboot stays visible until then.
        entry.standing = .unread
        entry.set(nil as String?)
        entry.source = nil
        entry.isAssumed = false
        save(entry)
    }

    private func change(
        _ kind: ConfigurationChange.Kind, _ name: ConfigurationKeyName, from old: String?, to new: String?, _ moment: Timestamp,
        _ command: CommandReference
    ) -> ConfigurationChange {
        ConfigurationChange(
            kind, name, from: old, to: new, .getConfiguration, at: moment, commandId: command.id, requestedBy: command.requestedBy)
    }
}

/// What was odd about an answer, for people; so many at most that a strange charge point cannot fill the disk.
struct Oddities: Hashable {
    private static let limit = 20
    private(set) var notes: [String] = []
    private var surplus = 0

    mutating func note(_ text: String) {
        if notes.count < Self.limit { notes.append(text.cut(to: 200)) } else { surplus += 1 }
    }

    var all: [String] { surplus == 0 ? notes : notes + ["and \(surplus) more"] }
}
