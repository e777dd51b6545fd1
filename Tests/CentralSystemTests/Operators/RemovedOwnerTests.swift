import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Saved filters of those who are gone")
struct RemovedOwnerTests {
    private func owner(_ kind: Principal.Kind, _ name: String) -> SavedFilterOwner {
        SavedFilterOwner(Principal(kind: kind, name: name, role: .viewer))
    }

    @Test("go with the user and with the token, and nobody else's do")
    func removal() async throws {
        try await OperatorFixture.with { fixture async throws in
            let filters = SavedFilterService(database: fixture.database, time: fixture.time)
            _ = try await fixture.operators.users.create("Anna", role: .viewer, password: OperatorFixture.password)
            _ = try await fixture.operators.users.create("berta", role: .administrator, password: OperatorFixture.password)
            let (token, _) = try await fixture.operators.tokens.create(NewAPIToken(name: "billing", role: .viewer), createdBy: "berta")
            let owners = [owner(.session, "Anna"), owner(.session, "berta"), owner(.token, "billing")]
            for owner in owners { _ = try await filters.save("mine", list: "/charge-points", query: "state=faulted", of: owner) }
            try await fixture.operators.users.remove("anna")
            #expect(try await filters.list(of: owners[0]).isEmpty)
            #expect(try await filters.list(of: owners[2]).count == 1)
            try await fixture.operators.tokens.revoke(token.id)
            #expect(try await filters.list(of: owners[2]).isEmpty)
            #expect(try await filters.list(of: owners[1]).count == 1)
        }
    }

    @Test("that were left behind before go with the migration")
    func migration() async throws {
        try await OperatorFixture.with { fixture async throws in
            let filters = SavedFilterService(database: fixture.database, time: fixture.time)
            _ = try await fixture.operators.users.create("berta", role: .administrator, password: OperatorFixture.password)
            let owners = [
                owner(.session, "berta"), owner(.session, "gone"), owner(.token, "gone"), SavedFilterOwner(.administratorToken),
            ]
            for owner in owners { _ = try await filters.save("mine", list: "/charge-points", query: "", of: owner) }
            let migration = try #require(SavedFilterStore.migrations.first { $0.number == 550 })
            try await fixture.database.write { connection in
                for statement in migration.statements(fixture.database.dialect) { try connection.execute(statement) }
            }
            var kept: [Int] = []
            for owner in owners { kept.append(try await filters.list(of: owner).count) }
            #expect(kept == [1, 0, 0, 1])
        }
    }
}
