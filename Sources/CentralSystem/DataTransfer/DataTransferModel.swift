package import OCPP16
package import OCPPJ

/// A DataTransfer, from a charge point or to one.
package struct DataTransferRecord: Hashable, Sendable {
    package enum Direction: String, CaseIterable, Sendable {
        /// From the charge point.
        case received
        /// To the charge point.
        case sent
    }

    package var id: Int64
    package var direction: Direction = .received
    package var vendorId: String
    package var messageId: String?
    /// The data as sent, at most 10,000 characters of it.
    package var data: String?
    /// What it was answered with, for example `UnknownVendorId`; nil when it was not answered.
    package var status: String?
    /// The data in the answer, at most 10,000 characters of it.
    package var answerData: String?
    /// Why it was answered so, or not at all, for people.
    package var reason: String?
    /// The command that carried it; nil for one from the charge point.
    package var commandId: Int64?
    /// When it came, or when it was asked for.
    package var receivedAt: Timestamp

    /// Characters of the data that are kept; the message log has the rest.
    static let dataLimit = 10_000
}

/// A vendor whose DataTransfers are handed to the operator's own software.
package struct DataTransferVendor: Hashable, Sendable {
    /// Compared without regard to case.
    package var vendorId: CiString<255>
    package var values: DataTransferVendorValues
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
}

/// What an operator decides about a vendor.
package struct DataTransferVendorValues: Hashable, Sendable {
    /// The messages that are known, compared without regard to case; nil for all.
    package var messageIds: [String]?
    /// Where the messages are posted to: an http or https URL.
    package var url: String
    /// How long the answer is waited for, in seconds; 1...8, because charge points expect theirs within ten.
    package var timeoutSeconds: Int
    /// The key of the signature that each post carries; nil for none.
    package var secret: String?

    package init(messageIds: [String]? = nil, url: String, timeoutSeconds: Int = 5, secret: String? = nil) {
        self.messageIds = messageIds
        self.url = url
        self.timeoutSeconds = timeoutSeconds
        self.secret = secret
    }

    /// Whether a message is one of those that are known.
    func knows(_ messageId: String?) -> Bool {
        guard let messageIds else { return true }
        guard let messageId = messageId?.lowercased() else { return false }
        return messageIds.contains { $0.lowercased() == messageId }
    }
}
