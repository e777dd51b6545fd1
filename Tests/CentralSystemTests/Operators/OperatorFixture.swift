import Foundation
import Logging
import OCPPJ
import Persistence

@testable import CentralSystem

/// Operators on a database of their own, with passwords that are quick to compare.
struct OperatorFixture: Sendable {
    static let password = "correct horse battery"

    let operators: Operators
    let database: SQLiteDatabase
    let time: ManualTime

    func logIn(_ name: String = "anna", password: String = password, from address: String = "10.0.0.1") async throws -> String {
        try await operators.sessions.logIn(name, password: password, from: address).key
    }

    static func with(
        _ settings: OperatorSettings = OperatorSettings(passwordCost: .slight),
        _ test: @Sendable (OperatorFixture) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("operators-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let database = try SQLiteDatabase(path: directory.appendingPathComponent("test.sqlite").path)
        try await database.migrate(FeatureMigrations.all)
        let time = ManualTime(Timestamp(milliseconds: 1_790_000_000_000))
        let operators = Operators(database: database, time: time, settings: settings)
        do {
            try await test(OperatorFixture(operators: operators, database: database, time: time))
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }
}
