import OCPP16
import OCPPJ
import Persistence
import Synchronization

/// What a selection comes to now, without its entries.
struct LocalListDemand: Sendable {
    var digest = LocalListDigest()
    /// Whether a list with the same digest says the same, and one with another digest something else. Not so while an idTag was set
    /// to Expired before its expiry date, which looks as if that date had passed.
    var isTelling = true
    /// The idTags that the selection names and that are not registered; they are left out.
    var unregistered: [IdToken]

    init(_ entries: [LocalListEntry], unregistered: [IdToken], at now: Timestamp) {
        self.unregistered = unregistered
        for entry in entries {
            digest.add(entry)
            if entry.status == .expired, let expiryDate = entry.expiryDate, expiryDate > now { isTelling = false }
        }
    }
}

/// What selections came to, as long as no idTag changes.
final class LocalListDemands: Sendable {
    /// More are not kept.
    private static let most = 500

    private let kept = Mutex<(change: Int, demands: [LocalListSelection: LocalListDemand])>((0, [:]))

    func find(_ selection: LocalListSelection, after change: Int) -> LocalListDemand? {
        kept.withLock { $0.change == change ? $0.demands[selection] : nil }
    }

    func keep(_ demand: LocalListDemand, of selection: LocalListSelection, after change: Int) {
        kept.withLock { kept in
            if kept.change != change || kept.demands.count >= Self.most { kept = (change, [:]) }
            kept.demands[selection] = demand
        }
    }
}

extension LocalListService {
    /// What a selection comes to.
    ///
    /// - Parameter change: how many changes there were before the read began: what it sees is at least as new.
    func demand(
        of selection: LocalListSelection, after change: Int, at now: Timestamp, in connection: any SQLConnection
    ) throws -> LocalListDemand {
        if let known = demands.find(selection, after: change) { return known }
        let demand = LocalListDemand(
            try Self.entries(of: selection, at: now, in: connection), unregistered: try Self.unregistered(selection, in: connection), at: now)
        demands.keep(demand, of: selection, after: change)
        return demand
    }
}
