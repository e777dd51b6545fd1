import OCPPJ
import Testing

@testable import Certification

@Suite("The order of frames")
struct ArrivalOrderTests {
    private let request = TraceEntry(atMs: 0, kind: .sent, text: #"[2,"ours","SignCertificate",{"csr":"…"}]"#)
    private let answer = TraceEntry(atMs: 0, kind: .received, text: #"[3,"ours",{"status":"Accepted"}]"#)
    private let call = TraceEntry(atMs: 0, kind: .received, text: #"[2,"theirs","CertificateSigned",{"certificateChain":"…"}]"#)
    private let note = TraceEntry(atMs: 0, kind: .note, text: "SignCertificate was answered")

    private func isInOrder(_ entries: [TraceEntry]) -> Bool {
        ArrivalOrder.answer(to: "SignCertificate", precedes: "theirs", in: entries)
    }

    @Test("an answer before the CALL is in order, after it or never is not")
    func order() {
        #expect(isInOrder([request, answer, note, call]))
        #expect(!isInOrder([request, note, call, answer]))
        #expect(!isInOrder([request, call]))
        #expect(!isInOrder([request, answer]))
    }

    @Test("the latest request counts, and answers to others do not")
    func latest() {
        let other = TraceEntry(atMs: 0, kind: .received, text: #"[3,"other",{}]"#)
        let again = TraceEntry(atMs: 0, kind: .sent, text: #"[2,"again","SignCertificate",{"csr":"…"}]"#)
        let answerAgain = TraceEntry(atMs: 0, kind: .received, text: #"[3,"again",{"status":"Accepted"}]"#)
        #expect(!isInOrder([request, other, call]))
        #expect(!isInOrder([request, answer, again, call]))
        #expect(isInOrder([request, answer, again, answerAgain, call]))
    }
}
