import Testing

@testable import Certification

@Suite("Selecting cases")
struct CaseSelectionTests {
    private let all = [
        CertificationCase("TC_003_CSMS", "a", .core) { _ in }, CertificationCase("TC_044_1_CSMS", "b", .firmwareManagement) { _ in },
        CertificationCase("TC_044_2_CSMS", "c", .firmwareManagement) { _ in }, CertificationCase("TC_046_CSMS", "d", .reservation) { _ in },
        CertificationCase("TC_043_1_CSMS", "e", .localAuthListManagement) { _ in },
    ]

    @Test("ids, their beginnings and functionalities, each case once and in order", arguments: [
        ([], ["TC_003", "TC_044_1", "TC_044_2", "TC_046", "TC_043_1"]), ([" , "], ["TC_003", "TC_044_1", "TC_044_2", "TC_046", "TC_043_1"]),
        (["Reservation,TC_044"], ["TC_044_1", "TC_044_2", "TC_046"]), (["tc_044_2_csms", "TC_044"], ["TC_044_1", "TC_044_2"]),
        (["firmware management", "CORE"], ["TC_003", "TC_044_1", "TC_044_2"]), (["LocalAuthListManagement"], ["TC_043_1"]),
        (["Local Authorization List Management"], ["TC_043_1"]),
    ])
    func selects(words: [String], ids: [String]) throws {
        #expect(try CaseSelection(words, of: all).cases.map { String($0.id.dropLast(5)) } == ids)
    }

    @Test("a word that names nothing is refused with what there is", arguments: ["TC_999", "Reserv", "44"])
    func unknown(word: String) throws {
        let error = try #require(throws: CaseSelection.Unknown.self) { try CaseSelection(["TC_003", word], of: all) }
        #expect(error.word == word)
        #expect(error.description.contains("LocalAuthListManagement"))
        #expect(error.description.contains("TC_003_CSMS"))
    }

    @Test("there are no two cases of one name")
    func unique() {
        let ids = CertificationCase.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(CertificationCase.all.allSatisfy { !$0.variants.isEmpty })
    }
}
