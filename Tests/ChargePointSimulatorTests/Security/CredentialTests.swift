import OCPP16
import OCPPJ
import OCPPTransport
import Testing

@testable import ChargePointSimulator

@Suite("Passwords and security profiles")
struct CredentialTests {
    private let key = "0123456789abcdef0123456789ABCDEF01234567"
    private var keyBytes: [UInt8] {
        [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0x01, 0x23, 0x45, 0x67]
    }

    @Test("a new password is in force on the next connection, which follows at once", arguments: [false, true])
    func newPassword(asHex: Bool) throws {
        var bench = try secureBench { $0.sendsPasswordAsHex = asHex }
        #expect(bench.accesses == [CentralSystemAccess(password: factoryPassword)])
        #expect(try bench.configure("AuthorizationKey", key) == .accepted)
        #expect(bench.closes == [.closedByOperator("new credentials")])
        #expect(bench.accesses.last == CentralSystemAccess(password: asHex ? Array(key.utf8) : keyBytes))
        #expect(bench.connects == 2)
        #expect(bench.logged.last == "ReconfigurationOfSecurityParameters")
        #expect(!bench.summaries.contains("Boot"))
    }

    @Test("what is not 16 to 20 bytes in hexadecimal digits is rejected", arguments: [
        "", "0123456789abcdef0123456789abcd", "0123456789abcdef0123456789abcdef0", "a password that is a plain text",
        "0123456789abcdef0123456789abcdef0123456x",
    ])
    func badPassword(text: String) throws {
        var bench = try secureBench()
        #expect(try bench.configure("AuthorizationKey", text) == .rejected)
        #expect(bench.closes.isEmpty)
        try bench.disconnect()
        bench.isReachable = true
        try bench.run(seconds: 10)
        #expect(bench.accesses.last?.password == factoryPassword)
    }

    @Test("the password is never shown: not by GetConfiguration, not in the logs")
    func hidden() throws {
        var bench = try secureBench()
        #expect(try bench.configure("AuthorizationKey", key) == .accepted)
        let shown = try #require(try bench.configured("AuthorizationKey"))
        #expect(shown.value == nil)
        #expect(!shown.readonly)
        let all = try bench.command(GetConfiguration()).configurationKey ?? []
        #expect(!all.contains { $0.key.text == "AuthorizationKey" })
        #expect(!all.contains { $0.value?.text == key })
        let log = bench.behaviour.security.log.text(from: nil, to: nil)
        #expect(!log.contains(key) && !log.lowercased().contains(key.lowercased()))
        #expect(!bench.behaviour.diagnostics(from: nil, to: nil, at: bench.now).contains(key))
    }

    @Test("whoever is refused with the new password goes back to the former, and tries the new one again after that")
    func fallsBack() throws {
        var bench = try secureBench()
        let new = keyBytes
        bench.obstacle = { $0.password == new ? .refused : nil }
        #expect(try bench.configure("AuthorizationKey", key) == .accepted)
        try bench.run(seconds: 60)
        #expect(bench.accesses.map(\.password) == [factoryPassword, new, new, new, factoryPassword])
        #expect(bench.logged.contains("FailedToAuthenticateAtCentralSystem"))
        // The Central System is slow to learn the new one: neither works for a while.
        var other = try secureBench()
        other.obstacle = { _ in .refused }
        #expect(try other.configure("AuthorizationKey", key) == .accepted)
        try other.run(seconds: 120)
        other.obstacle = { $0.password == new ? nil : .refused }
        try other.run(seconds: 600)
        #expect(other.behaviour.isOnline)
        #expect(other.accesses.last?.password == new)
    }

    @Test("a Central System that is away says nothing about the password")
    func unreachable() throws {
        var bench = try secureBench()
        let new = keyBytes
        bench.obstacle = { _ in .unreachable }
        #expect(try bench.configure("AuthorizationKey", key) == .accepted)
        try bench.run(seconds: 1000)
        #expect(bench.connects > 5)
        #expect(bench.accesses.dropFirst().allSatisfy { $0.password == new })
    }

    @Test("the profile is raised when all that it needs is there, and the charge point connects with it")
    func raised() throws {
        let authority = try TestAuthority()
        var bench = try secureBench(authority: authority)
        #expect(try bench.configured("SecurityProfile")?.value?.text == "1")
        #expect(try bench.configure("SecurityProfile", "2") == .accepted)
        #expect(bench.connects == 2)
        let access = try #require(bench.accesses.last)
        #expect(access.password == factoryPassword)
        #expect(access.tls?.trustRoots == [authority.root.pem])
        #expect(access.tls?.certificateChain == nil)
        #expect(try bench.configured("SecurityProfile")?.value?.text == "2")
    }

    @Test("profile 3 shows the certificate and sends no password")
    func certificate() throws {
        let authority = try TestAuthority()
        let own = try authority.own()
        var bench = try secureBench(authority: authority) { $0.certificate = own }
        #expect(try bench.configure("SecurityProfile", "3") == .accepted)
        let access = try #require(bench.accesses.last)
        #expect(access.password == nil)
        #expect(access.tls?.certificateChain == own.chain)
        #expect(access.tls?.privateKey == own.key)
    }

    @Test("a profile is never lowered, nor set to what it is", arguments: ["0", "1", "2", "4", "-1", "high", ""])
    func neverLowered(value: String) throws {
        var bench = try secureBench(.tlsWithBasic, authority: TestAuthority())
        #expect(try bench.configure("SecurityProfile", value) == .rejected)
        #expect(bench.closes.isEmpty)
        #expect(try bench.configured("SecurityProfile")?.value?.text == "2")
    }

    @Test("a profile without what it needs is rejected")
    func prerequisites() throws {
        let authority = try TestAuthority()
        // A05.FR.02: no password.
        var bench = try secureBench(.unsecured, authority: authority) { $0.password = nil }
        #expect(try bench.configure("SecurityProfile", "1") == .rejected)
        #expect(try bench.configure("SecurityProfile", "2") == .rejected)
        #expect(try bench.configure("AuthorizationKey", key) == .accepted)
        #expect(bench.closes.isEmpty, "without a profile that has a password there is nothing to connect anew for")
        #expect(try bench.configure("SecurityProfile", "1") == .accepted)
        #expect(bench.accesses.last?.password == keyBytes)
        // A05.FR.03: no root, or none that is valid.
        bench = try secureBench()
        #expect(try bench.configure("SecurityProfile", "2") == .rejected)
        bench = try secureBench(authority: TestAuthority(valid: -100...(-10)))
        #expect(try bench.configure("SecurityProfile", "2") == .rejected)
        // A05.FR.04: no certificate, or one that has expired.
        bench = try secureBench(authority: authority)
        #expect(try bench.configure("SecurityProfile", "3") == .rejected)
        bench = try secureBench(authority: authority) { $0.certificate = try authority.own(valid: -100...(-10)) }
        #expect(try bench.configure("SecurityProfile", "3") == .rejected)
        #expect(bench.connects == 1)
    }

    @Test("whoever cannot connect with the raised profile goes back to the former one")
    func profileFallsBack() throws {
        var bench = try secureBench(authority: TestAuthority())
        bench.obstacle = { $0.tls == nil ? nil : .unreachable }
        #expect(try bench.configure("SecurityProfile", "2") == .accepted)
        try bench.run(seconds: 60)
        #expect(bench.accesses.map { $0.tls != nil } == [false, true, true, true, false])
        #expect(bench.behaviour.isOnline)
        #expect(try bench.configured("SecurityProfile")?.value?.text == "1")
    }

    @Test("a charge point that knows no whitepaper has none of its keys, and a password only when it was given one")
    func withoutExtension() throws {
        var bench = try idleBench()
        for name in ConfigurationKey.security.map(\.name) { #expect(try bench.configure(name, "1") == .notSupported) }
        #expect(try bench.command(GetConfiguration()).configurationKey?.contains { $0.key.text == "SecurityProfile" } == false)
        var security = ChargePointSecurity(profile: .basic, password: factoryPassword)
        security.cpoName = "x"
        bench = try idleBench { $0.security = security }
        #expect(try bench.configure("AuthorizationKey", key) == .accepted)
        #expect(bench.accesses.last?.password == keyBytes)
        #expect(try bench.configure("SecurityProfile", "2") == .notSupported)
    }

    @Test("faults are played", arguments: SecurityFault.allCases)
    func faults(fault: SecurityFault) throws {
        var bench = try secureBench(authority: TestAuthority()) { $0.faults = [fault] }
        let password = try bench.configure("AuthorizationKey", key)
        #expect(password == (fault == .refusesPasswords ? .rejected : .accepted))
        let isOld = fault == .refusesPasswords || fault == .keepsOldPassword
        #expect(bench.accesses.last?.password == (isOld ? factoryPassword : keyBytes))
        let profile = try bench.configure("SecurityProfile", "2")
        #expect(profile == (fault == .refusesSecurityProfiles ? .rejected : .accepted))
    }
}
