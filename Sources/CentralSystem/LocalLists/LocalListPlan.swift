import OCPP16
import OCPPJ

/// Everything that is looked at to decide what to send.
struct LocalListSituation: Sendable {
    var chargePoint: ChargePointReference
    var state: LocalListState
    /// Nil without a definition.
    var desired: [LocalListEntry]?
    /// Nil when it is not known.
    var held: [LocalListEntry]?
    /// How many entries one update may have; nil when it is not known.
    var chunk: Int?
    /// How many entries the list may have; nil when it is not known.
    var maximum: Int?
    var now: Timestamp

    var difference: LocalListDifference? {
        guard let desired, let held else { return nil }
        return LocalListDifference(from: held, to: desired, at: now)
    }
}

/// The updates that bring a list to a charge point, in order. The first refusal ends it.
struct LocalListPlan: Hashable, Sendable {
    /// How many entries one update may have as long as the charge point has not said: so that neither a charge point nor one write
    /// of the database has to do with a list of any length at once.
    static let cautiousChunk = 500

    var updates: [SendLocalList]

    var isEmpty: Bool { updates.isEmpty }
    var isFull: Bool { updates.first?.updateType == .full }

    /// The whole list. One that is too long for a single update begins with a Full of its first entries and goes on with
    /// Differentials, which only a version above the one before lets in.
    static func full(_ entries: [LocalListEntry], in situation: LocalListSituation) -> LocalListPlan {
        let pieces = pieces(of: entries.map(\.authorizationData), chunk: situation.chunk)
        guard let first = pieces.first else {
            // Without a list, everything is removed (OCPP 1.6, section 6.41).
            return LocalListPlan(updates: [SendLocalList(listVersion: situation.state.nextVersion ?? 1, updateType: .full)])
        }
        let start = situation.state.nextVersion ?? 1
        let full = SendLocalList(listVersion: start, localAuthorizationList: first, updateType: .full)
        return LocalListPlan(updates: [full] + differentials(pieces.dropFirst(), startingAt: start + 1))
    }

    /// Changes only. At the end of the numbers there is no version left for them, and the plan is empty.
    static func differential(_ difference: LocalListDifference, in situation: LocalListSituation) -> LocalListPlan {
        guard let start = situation.state.nextVersion else { return LocalListPlan(updates: []) }
        let pieces = pieces(of: difference.authorizationData, chunk: situation.chunk)
        return LocalListPlan(updates: differentials(pieces[...], startingAt: start))
    }

    /// Differential when it is known what the charge point holds and less is to be said that way, else Full; nothing when it
    /// holds what it shall.
    static func fitting(_ desired: [LocalListEntry], in situation: LocalListSituation) -> LocalListPlan {
        guard let difference = situation.difference else { return full(desired, in: situation) }
        if difference.isEmpty { return LocalListPlan(updates: []) }
        guard difference.count < desired.count, situation.state.nextVersion != nil else {
            return full(desired, in: situation)
        }
        return differential(difference, in: situation)
    }

    /// As somebody said it must be. What a charge point holds that is not known can only be added to by a Differential.
    static func forced(_ type: UpdateType, _ desired: [LocalListEntry], in situation: LocalListSituation) -> LocalListPlan {
        switch type {
        case .full: full(desired, in: situation)
        case .differential: differential(situation.difference ?? LocalListDifference(added: desired), in: situation)
        }
    }

    private static func differentials(
        _ pieces: ArraySlice<[AuthorizationData]>, startingAt version: Int
    ) -> [SendLocalList] {
        pieces.enumerated().map { offset, piece in
            SendLocalList(listVersion: version + offset, localAuthorizationList: piece, updateType: .differential)
        }
    }

    private static func pieces(of data: [AuthorizationData], chunk: Int?) -> [[AuthorizationData]] {
        let chunk = chunk ?? cautiousChunk
        guard data.count > chunk else { return data.isEmpty ? [] : [data] }
        return stride(from: 0, to: data.count, by: chunk).map { Array(data[$0..<min($0 + chunk, data.count)]) }
    }
}
