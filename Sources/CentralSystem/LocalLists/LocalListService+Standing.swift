import OCPP16
import OCPPJ
import Persistence

/// How lists stand, and parts of them: what is shown of many charge points, and of lists with thousands of entries.
extension LocalListService {
    /// Charge points are counted no further than this.
    package static let counted = 1001
    /// Lists with more entries, both sides together, are not compared entry by entry.
    private static let comparable = 8_000

    /// A charge point's list without its entries.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func summary(of identity: String) async throws -> LocalListSummary {
        let (now, change) = (time.now(), changes.count)
        return try await database.read { connection in
            let key = try Self.key(of: identity, in: connection)
            let state = try LocalListStore.state(of: key, in: connection)
            let definition = try LocalListStore.definition(for: key, in: connection)
            let demand = try definition.map { try self.demand(of: $0.selection, after: change, at: now, in: connection) }
            let updates = try LocalListStore.updates(of: key, limit: Self.shownUpdates, in: connection)
            let holder = LocalListStore.Holder(chargePoint: ChargePointReference(key: key, identity: identity), state: state)
            var standing = try self.standing(of: holder, definition?.selection, demand, at: now, in: connection)
            standing.lastUpdate = updates.first
            let maximum = try configuration("LocalAuthListMaxLength", key, connection).flatMap { Int($0) }
            return LocalListSummary(
                standing: standing, definition: definition, unregistered: demand?.unregistered ?? [],
                reportedVersion: state.reportedVersion, reportedAt: state.reportedAt,
                localAuthListMaxLength: maximum.flatMap { $0 > 0 ? $0 : nil }, updates: updates)
        }
    }

    /// What the list of a group comes to.
    ///
    /// - Throws: `LocalListError` with code `.unknownDefinition`.
    package func summary(ofGroup group: String) async throws -> LocalListGroupSummary {
        let (now, change) = (time.now(), changes.count)
        return try await database.read { connection in
            guard let definition = try LocalListStore.definition(ofGroup: group, in: connection) else {
                throw LocalListError.unknownDefinition(.group(group))
            }
            return try summary(of: definition, group, after: change, at: now, in: connection)
        }
    }

    /// What the lists of groups come to, in the order of their names.
    package func groupSummaries(_ page: PageRequest = PageRequest()) async throws -> Page<LocalListGroupSummary> {
        let (now, change) = (time.now(), changes.count)
        return try await database.read { connection in
            let found = try LocalListStore.groups(after: page.cursor, limit: page.limit + 1, in: connection)
            let part = Page(found, limit: page.limit) { $0.owner.group ?? "" }
            return Page(
                items: try part.items.map { try summary(of: $0, $0.owner.group ?? "", after: change, at: now, in: connection) },
                nextCursor: part.nextCursor)
        }
    }

    private func summary(
        of definition: LocalListDefinition, _ group: String, after change: Int, at now: Timestamp, in connection: any SQLConnection
    ) throws -> LocalListGroupSummary {
        let demand = try self.demand(of: definition.selection, after: change, at: now, in: connection)
        return LocalListGroupSummary(
            definition: definition, entryCount: demand.digest.count, unregistered: demand.unregistered,
            chargePoints: try LocalListStore.count(ofGroup: group, unlike: nil, limit: Self.counted, in: connection),
            behind: try LocalListStore.count(ofGroup: group, unlike: demand.digest, limit: Self.counted, in: connection))
    }

    /// How the charge points stand that a group's list is for: those of the group without a definition of their own. In the order of
    /// their identities.
    ///
    /// - Parameter onlyBehind: leaves out those that hold what they shall.
    /// - Throws: `LocalListError` with code `.unknownDefinition`.
    package func standings(
        ofGroup group: String, onlyBehind: Bool = false, _ page: PageRequest = PageRequest()
    ) async throws -> Page<LocalListStanding> {
        let (now, change) = (time.now(), changes.count)
        return try await database.read { connection in
            guard let selection = try LocalListStore.definition(ofGroup: group, in: connection)?.selection else {
                throw LocalListError.unknownDefinition(.group(group))
            }
            let demand = try self.demand(of: selection, after: change, at: now, in: connection)
            let found = try LocalListStore.holders(
                ofGroup: group, unlike: onlyBehind ? demand.digest : nil, after: page.cursor, limit: page.limit + 1, in: connection)
            let part = Page(found, limit: page.limit) { $0.chargePoint.identity }
            let standings = try part.items.map { try standing(of: $0, selection, demand, at: now, in: connection) }
            return Page(items: standings.filter { !onlyBehind || $0.verdict != .current }, nextCursor: part.nextCursor)
        }
    }

    /// How the charge points stand that have a definition of their own, in the order of registration.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func standingsOfOwn(_ page: PageRequest = PageRequest()) async throws -> Page<LocalListStanding> {
        let (now, change, after) = (time.now(), changes.count, try page.rowID())
        return try await database.read { connection in
            let found = try LocalListStore.holdersOfOwn(after: after, limit: page.limit + 1, in: connection)
            let part = Page(found, limit: page.limit) { String($0.holder.chargePoint.key) }
            let standings = try part.items.map { holder, definition in
                let demand = try self.demand(of: definition.selection, after: change, at: now, in: connection)
                return try standing(of: holder, definition.selection, demand, at: now, in: connection)
            }
            return Page(items: standings, nextCursor: part.nextCursor)
        }
    }

    private func standing(
        of holder: LocalListStore.Holder, _ selection: LocalListSelection?, _ demand: LocalListDemand?, at now: Timestamp,
        in connection: any SQLConnection
    ) throws -> LocalListStanding {
        let (state, key) = (holder.state, holder.chargePoint.key)
        var standing = LocalListStanding(
            chargePointID: holder.chargePoint.identity, verdict: .undefined, version: state.version, highestVersion: state.highestVersion,
            heldCount: state.isContentKnown ? state.digest?.count : nil, desiredCount: demand?.digest.count,
            acceptedAt: state.acceptedAt, conflictReportedAt: state.conflictReportedAt)
        standing.lastUpdate = try LocalListStore.updates(of: key, limit: 1, in: connection).first
        // What was accepted before there were digests is read; so is what no digest tells apart.
        var held: [LocalListEntry]?
        if state.isContentKnown, state.digest == nil || demand?.isTelling == false {
            held = try LocalListStore.entries(of: key, in: connection)
            standing.heldCount = held?.count
        }
        guard let selection, let demand else { return standing }
        if state.isSupported == false {
            standing.verdict = .notSupported
        } else if !state.isContentKnown {
            standing.verdict = state == LocalListState() ? .neverSent : .unknown
        } else if let held {
            let desired = try Self.entries(of: selection, at: now, in: connection)
            let difference = LocalListDifference(from: held, to: desired, at: now)
            standing.verdict = difference.isEmpty ? .current : .behind
        } else {
            standing.verdict = state.digest == demand.digest ? .current : .behind
        }
        if standing.verdict == .current || standing.verdict == .behind, state.conflictReportedAt != nil { standing.verdict = .conflict }
        return standing
    }
}

extension LocalListService {
    /// A part of the entries that a selection makes now, in the order of their lower-case text.
    ///
    /// - Parameter text: only idTags that contain this, in whatever case; nil for all.
    package func entries(
        of selection: LocalListSelection, containing text: String? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> Page<LocalListEntry> {
        let now = time.now()
        let found = try await database.read { connection in
            if selection.all {
                return try IdTagStore.list(
                    IdTagFilter(search: text), after: page.cursor, limit: page.limit + 1, now: now, in: connection
                ).map { LocalListEntry($0, at: now) }
            }
            return try Self.named(by: selection, containing: text, after: page.cursor ?? "", limit: page.limit + 1, in: connection)
                .map { LocalListEntry($0, at: now) }
        }
        return Page(found, limit: page.limit) { $0.idTag.key }
    }

    /// The first idTags of a selection that come after a lower-case text; no more are looked up than are wanted.
    private static func named(
        by selection: LocalListSelection, containing text: String?, after start: String, limit: Int, in connection: any SQLConnection
    ) throws -> [IdTag] {
        let part = text?.lowercased() ?? ""
        var found: [IdToken: IdTag] = [:]
        var rest = selection.idTags.filter { $0.key > start && (part.isEmpty || $0.key.contains(part)) }.sorted { $0.key < $1.key }[...]
        while !rest.isEmpty, found.count < limit {
            for idTag in try IdTagService.registered(rest.prefix(limit), in: connection) { found[idTag.idTag] = idTag }
            rest = rest.dropFirst(limit)
        }
        for parent in selection.parentIdTags {
            let members = try IdTagStore.members(of: parent, containing: text, after: start, limit: limit, in: connection)
            for idTag in members { found[idTag.idTag] = idTag }
        }
        return Array(found.values.sorted { $0.idTag.key < $1.idTag.key }.prefix(limit))
    }

    /// A part of what a charge point holds, in the order of the lower-case text; nil when that is not known.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func heldEntries(
        of identity: String, containing text: String? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> Page<LocalListEntry>? {
        let found: [LocalListEntry]? = try await database.read { connection in
            let key = try Self.key(of: identity, in: connection)
            guard try LocalListStore.state(of: key, in: connection).isContentKnown else { return nil }
            return try LocalListStore.entries(
                of: key, containing: text, after: page.cursor, limit: page.limit + 1, in: connection)
        }
        return found.map { Page($0, limit: page.limit) { $0.idTag.key } }
    }

    /// What has to be changed at a charge point. Nil without a definition, when it is not known what the charge point holds, and for
    /// lists that are too long to compare at once.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func difference(of identity: String) async throws -> LocalListDifference? {
        let (now, change) = (time.now(), changes.count)
        return try await database.read { connection in
            let key = try Self.key(of: identity, in: connection)
            let state = try LocalListStore.state(of: key, in: connection)
            guard state.isContentKnown, let selection = try LocalListStore.definition(for: key, in: connection)?.selection
            else { return nil }
            let demand = try self.demand(of: selection, after: change, at: now, in: connection)
            guard demand.digest.count + (state.digest?.count ?? 0) <= Self.comparable else { return nil }
            return LocalListDifference(
                from: try LocalListStore.entries(of: key, in: connection),
                to: try Self.entries(of: selection, at: now, in: connection), at: now)
        }
    }
}

extension LocalListOwner {
    /// The group whose list it is; nil for a charge point's own.
    package var group: String? { if case .group(let group) = self { group } else { nil } }
}
