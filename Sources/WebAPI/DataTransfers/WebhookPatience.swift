/// How long each step on the way to a webhook may take, whatever the message's own time limit.
struct WebhookPatience: Hashable, Sendable {
    /// For the look-up of a host when an operator sets the URL.
    var lookUp: Duration = .seconds(2)
    /// For the connection to one address.
    var connect: Duration = .seconds(3)
    /// Between two pieces of the answer.
    var read: Duration = .seconds(8)
}
