import Synchronization

/// An operator who is a person: the test asks, the person works with whatever the Central System has for operators, and answers.
package final class AskDriver: CentralSystemDriver {
    package let name = "a person, asked on the terminal"

    private struct Preparations {
        /// To be made known, and not asked for yet.
        var pending: [Provision] = []
        /// Whether the first list is through. Until then idTags are collected for it.
        var hasBegun = false
    }

    private let conversation: Conversation
    private let turns = Turns()
    private let preparations = Mutex(Preparations())

    package init(dialog: any OperatorDialog) {
        conversation = Conversation(dialog: dialog)
    }

    package func system() async throws(DriverFailure) -> SystemUnderTest {
        try await turns.take { [conversation] () throws(DriverFailure) in
            SystemUnderTest(
                vendor: try await conversation.answer("Who makes the central system under test? ", otherwise: "unknown"),
                name: try await conversation.answer("What is it called? ", otherwise: "unknown"),
                version: try await conversation.answer("Which version is it? ", otherwise: "unknown"))
        }
    }

    /// Asks for it, with everything that was collected before in one list. What can wait for a charge point does: the first idTags,
    /// and authorities.
    package func provision(_ provision: Provision) async throws(DriverFailure) {
        let waits = preparations.withLock { preparations in
            preparations.pending.append(provision)
            return switch provision {
            case .idTag: !preparations.hasBegun
            case .trustedAuthority: true
            case .chargePoint, .loadChargePoints: false
            }
        }
        if !waits { try await turns.take { [self] () throws(DriverFailure) in try await prepare() } }
    }

    package func perform(_ request: OperatorRequest, on identity: String) async throws(DriverFailure) -> OperatorOutcome {
        try await turns.take { [self] () throws(DriverFailure) in
            try await prepare()
            conversation.say("\n" + RequestText(request: request, identity: identity).text + "\n")
            switch try await conversation.choice(
                "    (return = sent, s = the central system cannot send it, r = it refuses to) ", ["", "s", "r"])
            {
            case "s": throw DriverFailure.unsupported("send this \(request.action) (said the operator)")
            case "r":
                throw DriverFailure.refused(
                    "\(request.action): \(try await conversation.answer("What did it say? ", otherwise: "without a reason"))")
            default: break
            }
            let status = try await conversation.answer(
                "Which status does the central system show for it? (return = none is shown) ", otherwise: "")
            return OperatorOutcome(status: status.isEmpty ? nil : StatusWord.spelled(status))
        }
    }

    package func looks(for fact: Fact) async throws(DriverFailure) -> FactAnswer {
        try await turns.take { [self] () throws(DriverFailure) in
            try await prepare()
            switch try await conversation.choice(
                "\nDoes the central system show, for \(fact.identity): \(fact)? [y/n, s = cannot be seen] ", ["y", "n", "s"])
            {
            case "y": return .confirmed
            case "n":
                return .denied(try await conversation.answer("What does it show instead? ", otherwise: "something else"))
            default: return .notVisible("the operator has no way to see it")
            }
        }
    }

    package func openTransactions(on connectorId: Int, of identity: String) async throws(DriverFailure) -> Int? {
        try await turns.take { [self] () throws(DriverFailure) in
            try await prepare()
            let question =
                "\nHow many open transactions does the central system show on connector \(connectorId) of \(identity)? (s = cannot be seen) "
            while true {
                let answer = try await conversation.answer(question, otherwise: "")
                if let count = Int(answer), count >= 0 { return count }
                if answer.lowercased().hasPrefix("s") { return nil }
                conversation.say("Please answer a number, or s.")
            }
        }
    }

    /// Asks for what was collected.
    private func prepare() async throws(DriverFailure) {
        let pending = preparations.withLock { preparations in
            defer { preparations = Preparations(pending: [], hasBegun: true) }
            return preparations.pending
        }
        guard !pending.isEmpty else { return }
        let lines = ["", "Make this known to the central system, then press return:"] + pending.flatMap(ProvisionText.lines)
        conversation.say(lines.joined(separator: "\n") + "\n")
        switch try await conversation.choice("    (return = done, s = the central system cannot have this) ", ["", "s"]) {
        case "s": throw DriverFailure.unsupported("have what the test needs (said the operator)")
        default: break
        }
    }
}
