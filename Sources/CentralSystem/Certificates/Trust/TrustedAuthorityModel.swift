package import OCPPJ

/// A certificate of an authority whose client certificates are taken.
package struct TrustedAuthority: Hashable, Sendable {
    package var document: DecodedCertificate
    package var source: Source
    package var note: String?
    package var addedAt: Timestamp

    package enum Source: String, CaseIterable, Sendable {
        /// The authority of this server, now or in former times.
        case own
        /// An operator's choice, for example a manufacturer's authority.
        case `operator`
    }
}
