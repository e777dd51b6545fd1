import Foundation
import OCPPJ

extension DataTransferVendorValues {
    /// - Throws: `CentralSystemError` with code `.invalidMember` and the member.
    func check() throws(CentralSystemError) {
        guard let components = URLComponents(string: url), let host = components.host, !host.isEmpty,
            ["http", "https"].contains(components.scheme?.lowercased()), url.utf8.count <= 2000, components.user == nil,
            components.fragment == nil
        else {
            throw CentralSystemError(
                .invalidMember, member: "url",
                "url must be an http or https URL of at most 2000 characters, without a user name and a fragment")
        }
        guard (1...8).contains(timeoutSeconds) else {
            throw CentralSystemError(
                .invalidMember, member: "timeoutSeconds",
                "timeoutSeconds must be from 1 to 8: charge points expect their answer within ten seconds")
        }
        if let messageIds {
            guard messageIds.count <= 1000, messageIds.allSatisfy({ (1...50).contains($0.unicodeScalars.count) }) else {
                throw CentralSystemError(
                    .invalidMember, member: "messageIds",
                    "messageIds must be at most 1000 texts of 1 to 50 characters; null stands for every message")
            }
        }
        if let secret {
            guard (8...256).contains(secret.utf8.count) else {
                throw CentralSystemError(.invalidMember, member: "secret", "secret must have 8 to 256 characters")
            }
        }
    }
}
