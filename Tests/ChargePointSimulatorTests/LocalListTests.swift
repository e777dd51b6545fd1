import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Local Authorization List")
struct LocalListTests {
    private static let limits = LocalAuthorizationList.Limits(list: 4, update: 3)

    private func entry(_ text: String, _ status: AuthorizationStatus? = .accepted, parent: String? = nil) throws
        -> AuthorizationData
    {
        AuthorizationData(
            idTag: try token(text),
            idTagInfo: try status.map { IdTagInfo(status: $0, parentIdTag: try parent.map(token)) })
    }

    private func full(_ version: Int, _ entries: [AuthorizationData]) -> SendLocalList {
        SendLocalList(listVersion: version, localAuthorizationList: entries, updateType: .full)
    }

    private func differential(_ version: Int, _ entries: [AuthorizationData]) -> SendLocalList {
        SendLocalList(listVersion: version, localAuthorizationList: entries, updateType: .differential)
    }

    @Test("a full update replaces the list and its version, whatever the version was")
    func fullUpdate() throws {
        var list = LocalAuthorizationList()
        #expect(list.version == 0)
        #expect(list.update(full(7, [try entry("A"), try entry("B")]), limits: Self.limits) == .accepted)
        #expect(list.update(full(3, [try entry("C")]), limits: Self.limits) == .accepted)
        #expect((list.version, list.count) == (3, 1))
        #expect(list.known(try token("c"))?.status(at: morning) == .accepted)
        #expect(list.known(try token("A")) == nil)
    }

    @Test("a differential update adds, changes and removes, and must have a higher version")
    func differentialUpdate() throws {
        var list = LocalAuthorizationList()
        #expect(list.update(differential(1, [try entry("A"), try entry("B")]), limits: Self.limits) == .accepted)
        let changes = [try entry("A", nil), try entry("B", .blocked), try entry("C")]
        #expect(list.update(differential(1, changes), limits: Self.limits) == .versionMismatch)
        #expect(list.update(differential(5, changes), limits: Self.limits) == .accepted)
        #expect((list.version, list.count) == (5, 2))
        #expect(list.known(try token("B"))?.status(at: morning) == .blocked)
    }

    @Test("an update that cannot be is refused as a whole")
    func refused() throws {
        var list = LocalAuthorizationList()
        #expect(list.update(full(2, [try entry("A"), try entry("B")]), limits: Self.limits) == .accepted)
        let before = list
        let four = try ["C", "D", "E", "F"].map { try entry($0) }
        #expect(list.update(full(3, four), limits: Self.limits) == .failed)
        #expect(list.update(differential(3, Array(four.prefix(3))), limits: Self.limits) == .failed)
        #expect(list.update(full(0, []), limits: Self.limits) == .failed)
        #expect(list.update(differential(-1, []), limits: Self.limits) == .failed)
        #expect(list.update(full(3, [try entry("C", nil)]), limits: Self.limits) == .failed)
        #expect(list.update(full(3, [try entry("C"), try entry("c")]), limits: Self.limits) == .failed)
        #expect(list == before)
    }

    @Test("an empty list has version 0")
    func empty() throws {
        var list = LocalAuthorizationList()
        #expect(list.update(full(9, [try entry("A")]), limits: Self.limits) == .accepted)
        #expect(list.update(full(10, []), limits: Self.limits) == .accepted)
        #expect(list.version == 0)
    }

    @Test("the version is reported, and outlasts a reset with the list")
    func version() throws {
        var bench = try idleBench()
        #expect(try bench.command(GetLocalListVersion()).listVersion == 0)
        #expect(try bench.command(full(4, [entry("A")])).status == .accepted)
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 60)
        #expect(try bench.command(GetLocalListVersion()).listVersion == 4)
        #expect(bench.behaviour.known(try token("A")) != nil)
    }

    @Test("one update takes as many entries as SendLocalListMaxLength says, the list as LocalAuthListMaxLength says")
    func lengths() throws {
        var bench = try idleBench()
        bench.set(.sendLocalListMaxLength, to: "2")
        bench.set(.localAuthListMaxLength, to: "3")
        let three = try ["A", "B", "C"].map { try entry($0) }
        #expect(try bench.command(full(1, three)).status == .failed)
        #expect(try bench.command(full(1, Array(three.prefix(2)))).status == .accepted)
        #expect(try bench.command(differential(2, [three[2]])).status == .accepted)
        #expect(try bench.command(differential(3, [entry("D")])).status == .failed)
        #expect(try bench.command(GetLocalListVersion()).listVersion == 2)
    }

    @Test("a list that is switched off is answered about like none, and not looked at")
    func disabled() throws {
        var bench = try idleBench()
        #expect(try bench.command(full(4, [entry("A")])).status == .accepted)
        let off = try ChangeConfiguration(key: CiString("LocalAuthListEnabled"), value: CiString("false"))
        #expect(try bench.command(off).status == .accepted)
        #expect(try bench.command(GetLocalListVersion()).listVersion == -1)
        #expect(try bench.command(full(5, [entry("B")])).status == .notSupported)
        #expect(bench.behaviour.known(try token("A")) == nil)
    }

    @Test("offline, who is on the list charges and who is blocked there does not")
    func offline() throws {
        var bench = try idleBench(connectors: 1)
        let list = try full(1, [entry("GOOD"), entry("BAD", .blocked)])
        #expect(try bench.command(list).status == .accepted)
        bench.set(.allowOfflineTxForUnknownId, to: "true")
        try bench.disconnect()
        bench.behaviour.connectors[0].visit = .authorizing(try plan("BAD"))
        bench.behaviour.decide(about: try token("BAD"), at: 0, bench.now)
        #expect(bench.behaviour.connectors[0].visit.plan == nil)
        bench.behaviour.connectors[0].visit = .authorizing(try plan("GOOD"))
        bench.behaviour.decide(about: try token("GOOD"), at: 0, bench.now)
        #expect(bench.behaviour.connectors[0].awaitedCable?.idTag == (try token("GOOD")))
    }

    private func plan(_ idTag: String) throws -> VisitPlan {
        var random = SeededRandom(seed: 1)
        return .remote(try token(idTag), of: try profile(), using: &random)
    }

    @Test("the list goes before the cache, and its identifiers are not cached")
    func precedence() throws {
        var bench = try idleBench()
        bench.behaviour.learn(IdTagInfo(status: .accepted), about: try token("A"), at: bench.now)
        #expect(try bench.command(full(1, [entry("A", .blocked)])).status == .accepted)
        #expect(bench.behaviour.known(try token("A"))?.status(at: bench.now) == .blocked)
        #expect(bench.behaviour.cache.count == 0)
    }

    @Test("the Central System hears of it when it and the list disagree")
    func conflict() throws {
        var bench = try idleBench(connectors: 1)
        #expect(try bench.command(full(1, [entry("A"), entry("B", .blocked)])).status == .accepted)
        bench.behaviour.learn(IdTagInfo(status: .accepted), about: try token("A"), at: bench.now)
        bench.behaviour.learn(IdTagInfo(status: .concurrentTx), about: try token("A"), at: bench.now)
        try bench.settle()
        #expect(bench.messages.isEmpty)
        bench.behaviour.learn(IdTagInfo(status: .blocked), about: try token("A"), at: bench.now)
        try bench.settle()
        let told = try #require(bench.messages.first?.status)
        #expect((told.connectorId, told.errorCode, told.status) == (0, .localListConflict, .available))
        bench.behaviour.learn(IdTagInfo(status: .accepted), about: try token("B"), at: bench.now)
        try bench.settle()
        #expect(bench.messages.count == 2)
        // Only SendLocalList changes the list.
        #expect(bench.behaviour.known(try token("A"))?.status(at: bench.now) == .accepted)
    }
}
