import Certification
import OCPPJ

/// Several mistakes at once, where they are about different cases: a whole run for each of them would take too long.
extension Fault {
    /// So many are put together at most, so that one still sees what is about what.
    private static let most = 5

    /// All mistakes, each in one of them. No two in one are about the same case.
    static let runs: [Fault] = {
        var groups: [(faults: [Fault], cases: Set<String>)] = []
        for fault in all {
            let cases = fault.failingCases
            if let index = groups.firstIndex(where: { $0.faults.count < most && $0.cases.isDisjoint(with: cases) }) {
                groups[index].faults.append(fault)
                groups[index].cases.formUnion(cases)
            } else {
                groups.append(([fault], cases))
            }
        }
        return groups.map { together($0.faults) }
    }()

    /// The ids of the cases that must fail.
    var failingCases: Set<String> {
        Set(CertificationCase.all.map(\.id).filter { id in failing.contains { id.hasPrefix($0 + "_") } })
    }

    private static func together(_ faults: [Fault]) -> Fault {
        Fault(faults.map(\.name).joined(separator: "; "), failing: faults.flatMap(\.failing)) { whole in
            whole.answers = { call, right in first(faults.lazy.map { $0.answers(call, right) }) }
            whole.judges = { call, right, earlier in first(faults.lazy.map { $0.judges(call, right, earlier) }) }
            whole.swallows = { call in faults.lazy.compactMap { $0.swallows(call) }.first }
            whole.forwards = { call in faults.lazy.compactMap { $0.forwards(call) }.first }
            whole.hears = { action, answer in faults.lazy.compactMap { $0.hears(action, answer) }.first }
            whole.sends = { action, right in
                // One request may have several of the mistakes.
                faults.reduce(nil as String?) { wrong, fault in
                    let node = wrong.flatMap { try? JSONNode.parse(Array($0.utf8)) } ?? right
                    return fault.sends(action, node) ?? wrong
                }
            }
            whole.beginsTransactionAfter = { action, request, earlier in
                faults.contains { $0.beginsTransactionAfter(action, request, earlier) }
            }
            whole.refuses = { certificate in faults.contains { $0.refuses(certificate) } }
            for fault in faults {
                whole.repeats.formUnion(fault.repeats)
                whole.sendsUninvitedAfter.formUnion(fault.sendsUninvitedAfter)
                whole.asksAfterHeartbeats = whole.asksAfterHeartbeats ?? fault.asksAfterHeartbeats
                whole.serverName = whole.serverName ?? fault.serverName
                whole.acceptsWrongPasswords = whole.acceptsWrongPasswords || fault.acceptsWrongPasswords
                whole.acceptsLowerProfiles = whole.acceptsLowerProfiles || fault.acceptsLowerProfiles
                whole.acceptsAnySubprotocol = whole.acceptsAnySubprotocol || fault.acceptsAnySubprotocol
            }
        }
    }

    private static func first(_ answers: some Sequence<Answer>) -> Answer {
        for answer in answers {
            if case .unchanged = answer { continue }
            return answer
        }
        return .unchanged
    }
}
