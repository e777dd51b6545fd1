import Testing

@testable import Certification

@Suite("The cases of Security")
struct SecurityCasesTests {
    @Test("there are 15, in the order of the certification, and each is one of Security")
    func order() {
        let numbers = ["073", "074", "075_1", "075_2", "076", "077", "078", "079", "080", "081", "083", "085", "086", "087", "088"]
        #expect(CertificationCase.securityCases.map(\.id) == numbers.map { "TC_\($0)_CSMS" })
        #expect(CertificationCase.securityCases.allSatisfy { $0.functionality == .security })
    }

    @Test("what must work in several ways has a variant with a name for each")
    func variants() {
        for testCase in CertificationCase.securityCases {
            let names = testCase.variants.map(\.name)
            #expect(Set(names).count == names.count)
            #expect(names.count == 1 || !names.contains(""))
        }
    }

    @Test("profiles 1, 2 and 3 and both kinds of keys take part")
    func stations() {
        let stations = Set(CertificationCase.securityCases.flatMap { $0.variants.map(\.station) })
        #expect(
            stations.isSuperset(of: [
                .basic, .tlsWithBasic, .tlsWithCertificate(.rsa), .tlsWithCertificate(.ellipticCurve), .raisedFromBasic, .raisedFromTLS,
            ]))
    }
}
