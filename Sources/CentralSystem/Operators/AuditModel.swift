package import OCPPJ

/// What somebody changed, or was not allowed to.
package struct AuditEntry: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        /// It was done.
        case done
        /// Whoever asked was not allowed to, or not known.
        case refused
        /// It could not be done.
        case failed
    }

    package var id: Int64
    package var at: Timestamp
    /// Who: a user, a token, `admin token`, `command line (…)`; of a login that failed, the name that was tried.
    package var actor: String
    /// What kind of actor: one of `Principal.Kind`, `commandLine` or `stranger`.
    package var actorKind: String
    /// From where; nil for the command line.
    package var address: String?
    /// What: the operation's name, for example `createIdTag`, or `logIn`.
    package var action: String
    /// The request's method and path.
    package var target: String?
    package var status: Int?
    package var outcome: Outcome
    /// The request's body without its secrets, cut when it is long, or words.
    package var detail: String?

    package init(
        id: Int64 = 0, at: Timestamp, actor: String, actorKind: String, address: String? = nil, action: String,
        target: String? = nil, status: Int? = nil, outcome: Outcome, detail: String? = nil
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.actorKind = actorKind
        self.address = address
        self.action = action
        self.target = target
        self.status = status
        self.outcome = outcome
        self.detail = detail
    }
}

/// Which entries are wanted; nil means all.
package struct AuditFilter: Hashable, Sendable {
    package var actor: String?
    package var action: String?
    package var outcome: AuditEntry.Outcome?
    /// From this moment on.
    package var from: Timestamp?
    /// Before this moment.
    package var to: Timestamp?

    package init(
        actor: String? = nil, action: String? = nil, outcome: AuditEntry.Outcome? = nil, from: Timestamp? = nil,
        to: Timestamp? = nil
    ) {
        self.actor = actor
        self.action = action
        self.outcome = outcome
        self.from = from
        self.to = to
    }
}
