import CentralSystem
import OCPP16
import OCPPJ

/// Finds what somebody knows a piece of: a charge point by its identity, an idTag, a session by its number.
struct Finder: Sendable {
    let chargePoints: ChargePointService
    let idTags: IdTagService
    let transactions: TransactionService

    /// How many of each kind are shown; their lists have the rest.
    static let most = 10

    init(_ centralSystem: CentralSystem) {
        chargePoints = centralSystem.chargePoints
        idTags = centralSystem.idTags
        transactions = centralSystem.transactions
    }

    /// What was found.
    struct Findings: Sendable {
        /// Those that are named exactly so come first.
        var chargePoints: [ChargePoint] = []
        var idTags: [IdTag] = []
        var session: Transaction?
        /// The paths of what is named exactly so.
        var exact: [String] = []

        var isEmpty: Bool { chargePoints.isEmpty && idTags.isEmpty && session == nil }

        /// The path of the one thing that can be meant; nil when there are several, or none.
        var only: String? {
            if exact.count == 1 { return exact[0] }
            guard exact.isEmpty else { return nil }
            switch (chargePoints.count, idTags.count) {
            case (1, 0): return LocalPath.chargePoint(chargePoints[0].id)
            case (0, 1): return IdTagListPage.path(of: idTags[0].idTag.text)
            default: return nil
            }
        }
    }

    /// A text as it is looked for: without blanks around it, and no longer than anything that can be found.
    static func text(_ text: String?) -> String {
        String((text ?? "").drop(while: \.isWhitespace).prefix(200).reversed().drop(while: \.isWhitespace).reversed())
    }

    func find(_ text: String) async throws -> Findings {
        guard !text.isEmpty else { return Findings() }
        async let chargePoints = chargePoints(text)
        async let idTags = idTags(text)
        async let session = session(text)
        var findings = try await Findings(chargePoints: chargePoints, idTags: idTags, session: session)
        let sought = text.lowercased()
        findings.exact += findings.chargePoints.filter { $0.id.lowercased() == sought }.map { LocalPath.chargePoint($0.id) }
        findings.exact += findings.idTags.filter { $0.idTag.text.lowercased() == sought }.map { IdTagListPage.path(of: $0.idTag.text) }
        if let session = findings.session { findings.exact.append(SessionListPage.path(of: session.id)) }
        return findings
    }

    private func chargePoints(_ text: String) async throws -> [ChargePoint] {
        let found = try await chargePoints.browse(.init(ChargePointFilter(search: text)), .init(limit: Self.most)).items
        // It may be one of many that hold the text, and not among the first of them.
        guard !found.contains(where: { $0.id == text }), let named = try await named(text) else { return found }
        return [named] + found
    }

    private func named(_ id: String) async throws -> ChargePoint? {
        do {
            return try await chargePoints.get(id)
        } catch let error as CentralSystemError where error.code == .chargePointNotFound {
            return nil
        }
    }

    private func idTags(_ text: String) async throws -> [IdTag] {
        let found = try await idTags.list(.init(search: text), .init(limit: Self.most)).items
        guard let token = try? IdToken(text), !found.contains(where: { $0.idTag == token }), let named = try await idTags.get(token) else {
            return found
        }
        return [named] + found
    }

    private func session(_ text: String) async throws -> Transaction? {
        guard let number = Int(text.hasPrefix("#") ? text.dropFirst() : text[...]) else { return nil }
        return try await transactions.get(number)
    }

    /// The identities most like one that does not exist: those that hold it, or as much of its beginning as any does.
    func similar(to id: String) async throws -> [String] {
        var part = Self.text(id)
        for _ in 0..<5 {
            guard part.count >= 2 else { break }
            let found = try await chargePoints.browse(.init(ChargePointFilter(search: part)), .init(limit: 5)).items.map(\.id)
            if !found.isEmpty { return found }
            part = String(part.dropLast(max(1, part.count / 4)))
        }
        return []
    }
}
