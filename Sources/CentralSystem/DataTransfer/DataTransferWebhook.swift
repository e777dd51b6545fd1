package import OCPPJ

/// Hands messages to the operator's own software. The Central System speaks no HTTP itself.
package protocol DataTransferWebhook: Sendable {
    /// Posts a JSON text and returns the body of a successful answer.
    ///
    /// Ends within the time given, whatever the other side does. Follows no redirection.
    /// - Throws: `WebhookFailure` for every other answer, and for none.
    func post(_ message: WebhookMessage) async throws(WebhookFailure) -> [UInt8]

    /// Why messages would not be posted to this URL, for the operator who sets it; nil when nothing speaks against it now. Asked
    /// again with each message, because names get other addresses.
    func refusal(of url: String) async -> Phrase?
}

/// What is posted.
package struct WebhookMessage: Hashable, Sendable {
    package var url: String
    /// JSON.
    package var body: [UInt8]
    /// The key of the HMAC-SHA256 signature over the body; nil for none.
    package var secret: String?
    /// The most that the answer is waited for, connecting included.
    package var timeout: Duration

    package init(url: String, body: [UInt8], secret: String? = nil, timeout: Duration) {
        self.url = url
        self.body = body
        self.secret = secret
        self.timeout = timeout
    }
}

/// Why a message could not be handed over.
package struct WebhookFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// For people; holds no secret.
    package let phrase: Phrase

    package var description: String { phrase.text }

    package init(_ phrase: Phrase) {
        self.phrase = phrase
    }
}

/// Where there is no HTTP: every message fails.
package struct NoWebhook: DataTransferWebhook {
    package init() {}

    package func post(_ message: WebhookMessage) async throws(WebhookFailure) -> [UInt8] {
        throw WebhookFailure("this server sends no webhooks")
    }

    package func refusal(of url: String) async -> Phrase? { nil }
}
