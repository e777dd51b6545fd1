import OCPP16
import OCPPJ
import Persistence

/// The verbs on local authorization lists (OCPP 1.6, section 3.5.2). What charge points hold is known by observing the commands,
/// so that it makes no difference who sends them.
package struct LocalListService: Sendable {
    let database: any Database
    let time: any TimeSource
    let commands: CommandService
    let configuration: KnownConfiguration
    /// Counts what may make a difference between what charge points hold and what they shall hold.
    let changes: IdTagChanges
    let sending = LocalListsInProgress()
    let demands = LocalListDemands()

    /// How many of the latest updates are shown with a list.
    static let shownUpdates = 20

    /// A charge point's list.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func get(_ identity: String) async throws -> LocalList {
        let now = time.now()
        let configuration = configuration
        return try await database.read { connection in
            let situation = try Self.situation(of: identity, at: now, configuration, in: connection)
            let key = situation.chargePoint.key
            let state = situation.state
            let definition = try LocalListStore.definition(for: key, in: connection)
            return LocalList(
                chargePointID: identity, isSupported: state.isSupported, definition: definition, desired: situation.desired,
                unregistered: try definition.map { try Self.unregistered($0.selection, in: connection) } ?? [],
                held: situation.held, version: state.version, highestVersion: state.highestVersion,
                reportedVersion: state.reportedVersion, reportedAt: state.reportedAt, acceptedAt: state.acceptedAt,
                conflictReportedAt: state.conflictReportedAt, difference: situation.difference,
                sendLocalListMaxLength: situation.chunk, localAuthListMaxLength: situation.maximum,
                updates: try LocalListStore.updates(of: key, limit: Self.shownUpdates, in: connection))
        }
    }

    /// Defines a charge point's own list, which goes before its group's.
    ///
    /// - Returns: the list, and whether the charge point had no own definition.
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func define(_ selection: LocalListSelection, for identity: String) async throws -> (list: LocalList, isNew: Bool) {
        let now = time.now()
        let isNew = try await database.write { connection in
            let key = try Self.key(of: identity, in: connection)
            let isNew = try LocalListStore.definition(of: key, in: connection) == nil
            try LocalListStore.save(selection, chargePointKey: key, group: nil, at: now, in: connection)
            return isNew
        }
        changes.note()
        return (try await get(identity), isNew)
    }

    /// Removes a charge point's own definition; its group's holds from now on, if there is one. The charge point keeps its list
    /// until another is sent.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`; `LocalListError` with code `.unknownDefinition`.
    package func removeDefinition(for identity: String) async throws {
        try await database.write { connection in
            let key = try Self.key(of: identity, in: connection)
            guard try LocalListStore.removeDefinition(of: key, in: connection) else {
                throw LocalListError.unknownDefinition(.chargePoint(identity))
            }
        }
        changes.note()
    }

    /// Sends GetLocalListVersion and waits for the outcome.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func readVersion(
        of identity: String, requestedBy: String, timeout: Duration? = nil
    ) async throws -> (command: Command, list: LocalList) {
        let command = try await commands.send(
            GetLocalListVersion(), to: identity, requestedBy: requestedBy, timeout: timeout)
        return (command, try await get(identity))
    }

    static func key(of identity: String, in connection: any SQLConnection) throws -> Int64 {
        guard let key = try ChargePointService.key(of: identity, in: connection) else {
            throw CentralSystemError.chargePointNotFound(identity)
        }
        return key
    }
}

extension LocalListService {
    /// Everything that is looked at to decide what to send.
    static func situation(
        of identity: String, at now: Timestamp, _ configuration: KnownConfiguration, in connection: any SQLConnection
    ) throws -> LocalListSituation {
        let key = try key(of: identity, in: connection)
        let state = try LocalListStore.state(of: key, in: connection)
        let definition = try LocalListStore.definition(for: key, in: connection)
        func number(_ name: String) throws -> Int? {
            try configuration(name, key, connection).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        }
        return LocalListSituation(
            chargePoint: ChargePointReference(key: key, identity: identity), state: state,
            desired: try definition.map { try entries(of: $0.selection, at: now, in: connection) },
            held: state.isContentKnown ? try LocalListStore.entries(of: key, in: connection) : nil,
            chunk: try number("SendLocalListMaxLength"), maximum: try number("LocalAuthListMaxLength"), now: now)
    }

    /// The entries that a selection makes now, in the order of their lower-case text.
    static func entries(
        of selection: LocalListSelection, at now: Timestamp, in connection: any SQLConnection
    ) throws -> [LocalListEntry] {
        guard !selection.all else { return try IdTagService.all(in: connection).map { LocalListEntry($0, at: now) } }
        var found: [IdToken: IdTag] = [:]
        for idTag in try IdTagService.registered(selection.idTags, in: connection) { found[idTag.idTag] = idTag }
        for parent in selection.parentIdTags {
            for idTag in try IdTagService.members(of: parent, in: connection) { found[idTag.idTag] = idTag }
        }
        return found.values.sorted { $0.idTag.key < $1.idTag.key }.map { LocalListEntry($0, at: now) }
    }

    static func unregistered(
        _ selection: LocalListSelection, in connection: any SQLConnection
    ) throws -> [IdToken] {
        let registered = Set(try IdTagService.registered(selection.idTags, in: connection).map(\.idTag))
        return selection.idTags.filter { !registered.contains($0) }
    }
}
