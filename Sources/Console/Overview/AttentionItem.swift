import CentralSystem
import Markup
import OCPPJ

/// Something that an operator should look at, and what to do next.
struct AttentionItem: Sendable {
    let tone: StatusBadge.Tone
    /// What it is: `Faulted`.
    let kind: String
    /// Which one, with a link to it.
    let subject: Link
    /// What is known, for people.
    let detail: String
    let since: Timestamp?
    /// The next step, one click away.
    let step: Link
}

/// The things of one kind: some of them, and where all of them are.
struct AttentionGroup: Sendable {
    let items: [AttentionItem]
    /// Where the rest is; nil when there is none.
    let more: Link?
}
