import OCPPJ
import Synchronization

/// Certificates whose path was verified a while ago, so that a storm of reconnecting charge points costs a look into a table each.
/// Bounded; what was verified under another trust counts no longer.
final class VerifiedCertificates: Sendable {
    struct Entry: Sendable {
        var leaf: DecodedCertificate
        /// Those that came along: on a resumed session the leaf comes alone.
        var intermediates: [DecodedCertificate]
        /// The names that it is for: CNs and alternative names.
        var names: [String]
        /// The earliest end of any certificate in the path.
        var validUntil: Timestamp
        var generation: Int
        /// Whether it is the record of a certificate that was issued here: then it is this charge point's alone.
        var issuedTo: Int64?
    }

    private let limit: Int
    private let entries = Mutex<[String: Entry]>([:])

    init(limit: Int = 20_000) {
        self.limit = limit
    }

    /// What is known of a certificate, whether it is still good or not.
    subscript(fingerprint: String) -> Entry? { entries.withLock { $0[fingerprint] } }

    func keep(_ entry: Entry) {
        entries.withLock { entries in
            if entries.count >= limit, entries[entry.leaf.fingerprint] == nil {
                // Rare, and any half will do: who comes again is verified again.
                for fingerprint in entries.keys.prefix(limit / 2) { entries[fingerprint] = nil }
            }
            entries[entry.leaf.fingerprint] = entry
        }
    }
}
