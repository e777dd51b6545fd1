package import OCPP16
import OCPPJ
import Persistence

/// How a list shall be sent.
package struct LocalListOrder: Hashable, Sendable {
    /// Nil leaves the choice to the server, which then also falls back from Differential to Full.
    package var updateType: UpdateType?
    /// Only these idTags, whatever is defined: those that are registered are put into the list, the others are taken out; with
    /// Full, the list is made of them. Nil for the list as it is defined.
    package var idTags: [IdToken]?

    package init(updateType: UpdateType? = nil, idTags: [IdToken]? = nil) {
        self.updateType = updateType
        self.idTags = idTags
    }
}

/// What sending a list came to.
package struct LocalListSending: Sendable {
    /// The commands that were sent, in order; none when the charge point holds the list already.
    package var commands: [Command]
    /// The last answer; nil when nothing was sent, and when the last command has no usable answer.
    package var status: UpdateStatus?
    /// What should be looked at, for people.
    package var warnings: [String]
    /// The list as it now is.
    package var list: LocalList

    /// Nothing was to be sent.
    package var wasUpToDate: Bool { commands.isEmpty }
}

extension LocalListService {
    /// Sends a charge point its list and waits for the outcome.
    ///
    /// Left the choice, the server sends Differential when it knows what the charge point holds and less is to be said that way,
    /// else Full. A Differential that is answered Failed or VersionMismatch is followed by one Full (OCPP 1.6, section 5.15), and
    /// a Full that is answered VersionMismatch by GetLocalListVersion and one more Full; each is a command and an update of its
    /// own. NotSupported ends it, as does anything that is no answer.
    ///
    /// - Parameter alongside: handed to each `CommandService.send`.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`), `LocalListError` (`.undefined`, `.busy`).
    package func send(
        _ order: LocalListOrder = LocalListOrder(), to identity: String, requestedBy: String, timeout: Duration? = nil,
        alongside: CommandService.Alongside? = nil
    ) async throws -> LocalListSending {
        let run = try await deliver(
            order, to: identity, requestedBy: requestedBy, timeout: timeout, alongside: alongside)
        return LocalListSending(
            commands: run.sent, status: run.status, warnings: run.warnings, list: try await get(identity))
    }

    /// The same without reading the list afterwards.
    func deliver(
        _ order: LocalListOrder = LocalListOrder(), to identity: String, requestedBy: String, timeout: Duration? = nil,
        alongside: CommandService.Alongside? = nil
    ) async throws -> Run {
        guard sending.begin(identity) else { throw LocalListError.busy(identity) }
        defer { sending.end(identity) }
        var run = Run(commands: commands, identity: identity, requestedBy: requestedBy, timeout: timeout, alongside: alongside)
        let situation = try await situation(of: identity)
        let plan = try await plan(order, situation)
        if plan.isEmpty, order.updateType == .differential, situation.state.nextVersion == nil {
            run.warnings.append("there is no version above \(situation.state.highestVersion); send Full to begin again at 1")
        }
        warn(&run, plan, situation)
        try await run.perform(plan)
        if order.updateType == nil, order.idTags == nil { try await fallBack(&run, from: plan) }
        return run
    }

    private func fallBack(_ run: inout Run, from plan: LocalListPlan) async throws {
        var isFull = plan.isFull
        if !isFull, run.isRefusedAtOnce, run.status == .failed || run.status == .versionMismatch {
            try await performFull(&run)
            isFull = true
        }
        if isFull, run.isRefusedAtOnce, run.status == .versionMismatch {
            try await run.readVersion()
            guard run.sent.last?.outcome == .answered else { return }
            try await performFull(&run)
        }
    }

    private func performFull(_ run: inout Run) async throws {
        let situation = try await situation(of: run.identity)
        guard let desired = situation.desired else { return }
        try await run.perform(.full(desired, in: situation))
    }

    private func situation(of identity: String) async throws -> LocalListSituation {
        let now = time.now()
        let configuration = configuration
        return try await database.read { try Self.situation(of: identity, at: now, configuration, in: $0) }
    }

    private func plan(_ order: LocalListOrder, _ situation: LocalListSituation) async throws -> LocalListPlan {
        guard let idTags = order.idTags else {
            guard let desired = situation.desired else { throw LocalListError.undefined(situation.chargePoint.identity) }
            guard let type = order.updateType else { return .fitting(desired, in: situation) }
            return .forced(type, desired, in: situation)
        }
        let entries = try await database.read {
            try Self.entries(of: LocalListSelection(idTags: idTags), at: situation.now, in: $0)
        }
        if order.updateType == .full { return .full(entries, in: situation) }
        let registered = Set(entries.map(\.idTag))
        let removed = idTags.filter { !registered.contains($0) }
        return .differential(LocalListDifference(added: entries, removed: removed), in: situation)
    }

    private func warn(_ run: inout Run, _ plan: LocalListPlan, _ situation: LocalListSituation) {
        let whole = plan.updates.reduce(0) { $0 + ($1.localAuthorizationList?.count ?? 0) }
        let length = plan.isFull ? whole : situation.desired?.count
        if let maximum = situation.maximum, let length, length > maximum {
            run.warnings.append("the list has \(length) entries, and the charge point's LocalAuthListMaxLength is \(maximum)")
        }
        if situation.chunk == nil, plan.updates.count > 1 {
            run.warnings.append(
                "SendLocalListMaxLength is not known; no update has more than \(LocalListPlan.cautiousChunk) entries")
        }
        if situation.state.isSupported == false {
            run.warnings.append("the charge point has said that it does not support local lists")
        }
    }

    /// The commands of one sending.
    struct Run {
        let commands: CommandService
        let identity: String
        let requestedBy: String
        let timeout: Duration?
        let alongside: CommandService.Alongside?
        var sent: [Command] = []
        var status: UpdateStatus?
        /// Whether the first update of the last plan was refused.
        var isRefusedAtOnce = false
        var warnings: [String] = []

        /// Sends the updates until one is not accepted.
        mutating func perform(_ plan: LocalListPlan) async throws {
            for (index, update) in plan.updates.enumerated() {
                let command = try await commands.send(
                    update, to: identity, requestedBy: requestedBy, timeout: timeout, alongside: alongside)
                sent.append(command)
                status = command.confirmation(to: SendLocalList.self)?.status
                isRefusedAtOnce = index == 0 && status != .accepted
                guard status == .accepted else {
                    let left = plan.updates.count - index - 1
                    if left > 0 { warnings.append("\(left) of \(plan.updates.count) updates were not sent after this answer") }
                    return
                }
            }
        }

        mutating func readVersion() async throws {
            sent.append(
                try await commands.send(
                    GetLocalListVersion(), to: identity, requestedBy: requestedBy, timeout: timeout, alongside: alongside))
        }
    }
}
