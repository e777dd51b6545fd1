import OCPP16
import OCPPJ
import Persistence

extension ChargingProfileService {
    /// Templates in the order of their names.
    package func templates(_ page: PageRequest = PageRequest()) async throws -> Page<ChargingProfileTemplate> {
        let found = try await database.read { connection in
            try ChargingProfileTemplateStore.list(after: page.cursor, limit: page.limit + 1, in: connection)
        }
        return Page(found, limit: page.limit) { $0.name }
    }

    /// - Throws: `ChargingProfileError` with code `.unknownTemplate`.
    package func template(_ name: String) async throws -> ChargingProfileTemplate {
        guard let found = try await database.read({ try ChargingProfileTemplateStore.find(name, in: $0) }) else {
            throw ChargingProfileError.unknownTemplate(name)
        }
        return found
    }

    /// - Throws: `ChargingProfileError` with code `.templateExists` or `.invalidMember`.
    package func createTemplate(
        _ name: String, _ values: ChargingProfileTemplateValues
    ) async throws -> ChargingProfileTemplate {
        let now = time.now()
        try Self.check(name, values, now)
        return try await database.write { connection in
            guard try ChargingProfileTemplateStore.find(name, in: connection) == nil else {
                throw ChargingProfileError.templateExists(name)
            }
            let template = ChargingProfileTemplate(name: name, values: values, createdAt: now, updatedAt: now)
            try ChargingProfileTemplateStore.save(template, in: connection)
            return template
        }
    }

    /// Makes a template or replaces it; profiles that were made of it stay as they are.
    /// - Throws: `ChargingProfileError` with code `.invalidMember`.
    package func putTemplate(
        _ name: String, _ values: ChargingProfileTemplateValues
    ) async throws -> (template: ChargingProfileTemplate, isNew: Bool) {
        let now = time.now()
        try Self.check(name, values, now)
        return try await database.write { connection in
            let old = try ChargingProfileTemplateStore.find(name, in: connection)
            let template = ChargingProfileTemplate(
                name: name, values: values, createdAt: old?.createdAt ?? now, updatedAt: now)
            try ChargingProfileTemplateStore.save(template, in: connection)
            return (template, old == nil)
        }
    }

    /// Profiles that were made of it stay as they are.
    /// - Throws: `ChargingProfileError` with code `.unknownTemplate`.
    package func deleteTemplate(_ name: String) async throws {
        try await database.write { connection in
            guard try ChargingProfileTemplateStore.delete(name, in: connection) else {
                throw ChargingProfileError.unknownTemplate(name)
            }
        }
    }

    /// What speaks against a template, whatever the charge point.
    package func warnings(of values: ChargingProfileTemplateValues) -> [ChargingProfileWarning] {
        let now = time.now()
        guard let profile = try? values.profile(ChargingProfileOccasion(chargingProfileId: 1, transactionId: 1, moment: now))
        else { return [] }
        let connectorId = values.chargingProfilePurpose == .txProfile ? 1 : 0
        return profile.warnings(
            ChargingProfileSurroundings(
                connectorId: connectorId, source: .setChargingProfile,
                openTransactions: connectorId == 1 ? [1: 1] : [:], now: now)
        ) + values.leftOut
    }

    /// The shape, never the wisdom: what could not be sent to any charge point.
    private static func check(_ name: String, _ values: ChargingProfileTemplateValues, _ now: Timestamp) throws {
        guard (1...64).contains(name.unicodeScalars.count), !name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw ChargingProfileError.invalid("name", "must have 1 to 64 characters and no control characters")
        }
        if values.validFrom != nil, values.validFromSeconds != nil {
            throw ChargingProfileError.invalid("validFromSeconds", "cannot be given together with validFrom")
        }
        if values.validTo != nil, values.validForSeconds != nil {
            throw ChargingProfileError.invalid("validForSeconds", "cannot be given together with validTo")
        }
        do throws(PayloadError) {
            let profile = try values.profile(ChargingProfileOccasion(chargingProfileId: 1, transactionId: 1, moment: now))
            try Self.checkShape(SetChargingProfile(connectorId: 1, csChargingProfiles: profile))
        } catch {
            let path = error.path.first == "csChargingProfiles" ? Array(error.path.dropFirst()) : error.path
            let failure = PayloadError(error.kind, path: path, error.reason)
            throw ChargingProfileError.invalid(failure.member, error.reason)
        }
    }

    private static func checkShape(_ request: SetChargingProfile) throws(PayloadError) {
        let payload: JSONNode
        do {
            payload = try JSONNode.parse(try PayloadEncoder.encode(request))
        } catch let error as PayloadError {
            throw error
        } catch {
            throw PayloadError(.structure, "cannot be written: \(error)")
        }
        _ = try OCPP16Catalogue.centralSystemInitiated[SetChargingProfile.action]?.validate(payload)
    }
}

extension ChargingProfileTemplateValues {
    /// What is in the template and not in the profiles made of it.
    fileprivate var leftOut: [ChargingProfileWarning] {
        var warnings: [ChargingProfileWarning] = []
        if chargingProfileKind == .relative, chargingSchedule.startSchedule != nil {
            warnings.append(
                ChargingProfileWarning(
                    .startScheduleUnexpected, "chargingSchedule.startSchedule", "left out: a Relative profile has no startSchedule"))
        }
        if chargingProfileKind != .recurring, recurrencyKind != nil {
            warnings.append(
                ChargingProfileWarning(
                    .recurrencyKindUnexpected, "recurrencyKind", "left out: only for Recurring profiles (errata 3.56)"))
        }
        return warnings
    }
}
