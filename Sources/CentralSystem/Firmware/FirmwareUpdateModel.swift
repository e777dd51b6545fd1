import OCPP16
package import OCPPJ

/// One UpdateFirmware or SignedUpdateFirmware and what became of it, whoever sent it.
package struct FirmwareUpdate: Hashable, Sendable {
    package var id: Int64
    package var chargePoint: ChargePointReference
    /// The record of the request.
    package var commandId: Int64
    /// The campaign that it belongs to.
    package var campaignId: Int64?
    /// Who asked for it, for example `api`.
    package var requestedBy: String
    /// Where the charge point was told to get the firmware; a password in it is hidden.
    package var location: String
    /// From when on it may get it.
    package var retrieveDate: Timestamp
    package var retries: Int?
    package var retryIntervalSeconds: Int?
    package var life: FirmwareUpdateLife
    /// What a signed update has besides; nil for UpdateFirmware.
    package var signed: Signed?
    /// The image of ours that is being fetched; nil for a location elsewhere.
    package var download: FirmwareDownload?

    /// What SignedUpdateFirmware has beyond UpdateFirmware (security whitepaper, sections 5.21 and 6.7).
    package struct Signed: Hashable, Sendable {
        package var requestId: Int
        package var installDate: Timestamp?
        /// In Base64, as it was sent.
        package var signature: String
        /// The key of this server that made the signature; nil for one that was supplied.
        package var signingKeyId: Int64?
        /// How it was made; nil while nobody knows.
        package var algorithm: FirmwareSignatureAlgorithm?
        /// What was questionable about signature and certificate; it was sent all the same.
        package var warnings: [String]
    }
}

/// The fetching of an image through the address that one update was given.
package struct FirmwareDownload: Hashable, Sendable {
    package var imageId: Int64
    package var fileName: String
    package var sizeBytes: Int64
    package var expiresAt: Timestamp
    /// Which parts of the image went out.
    package var delivered: ByteRanges
    /// When the last part went out.
    package var lastDeliveryAt: Timestamp?
    /// To which address.
    package var deliveredTo: String?
    /// When the last missing part went out.
    package var completedAt: Timestamp?
}

/// What an operator or a campaign asks for.
package struct NewFirmwareUpdate: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// An image of ours, by id.
        case image(Int64)
        /// Any other URL, given to the charge point as it is.
        case location(String)
    }

    package var chargePointId: String
    package var source: Source
    /// From when on the charge point may get the firmware; nil for now.
    package var retrieveDate: Timestamp?
    package var retries: Int?
    package var retryIntervalSeconds: Int?
    /// The version that the charge point shall report afterwards; nil for the image's.
    package var version: String?
    /// nil for the server's setting.
    package var stalledAfterSeconds: Int?
    /// Makes it a SignedUpdateFirmware.
    package var signing: FirmwareSigning?
    /// The request id of a signed update; nil for one of ours.
    package var requestId: Int?

    package init(
        chargePointId: String, source: Source, retrieveDate: Timestamp? = nil, retries: Int? = nil,
        retryIntervalSeconds: Int? = nil, version: String? = nil, stalledAfterSeconds: Int? = nil,
        signing: FirmwareSigning? = nil, requestId: Int? = nil
    ) {
        self.chargePointId = chargePointId
        self.source = source
        self.retrieveDate = retrieveDate
        self.retries = retries
        self.retryIntervalSeconds = retryIntervalSeconds
        self.version = version
        self.stalledAfterSeconds = stalledAfterSeconds
        self.signing = signing
        self.requestId = requestId
    }
}

/// Which updates to list.
package struct FirmwareUpdateFilter: Hashable, Sendable {
    package var chargePoint: String?
    package var state: FirmwareUpdateState?

    package init(chargePoint: String? = nil, state: FirmwareUpdateState? = nil) {
        self.chargePoint = chargePoint
        self.state = state
    }
}

extension FirmwareUpdate {
    /// Why the address of the image no longer serves; nil while it does.
    ///
    /// It serves one update: parts and repetitions as often as the charge point needs them, until the image went out as a whole
    /// and the charge point says that it has it or fetches nothing more, until the update is over, and never after its expiry.
    package func addressEnded(at now: Timestamp) -> String? {
        guard let download else { return "the update does not fetch an image of this server" }
        guard now < download.expiresAt else { return "it expired at \(download.expiresAt)" }
        switch life.state {
        case .downloadFailed: return nil
        case .requested, .accepted, .downloadScheduled, .downloading, .downloadPaused, .unanswered:
            // Some never report Downloaded. One that tries again after a fault of its own does so soon.
            guard download.completedAt != nil, let last = download.lastDeliveryAt,
                now.seconds(since: last) > Double(max(Self.repetitionSeconds, 2 * (retryIntervalSeconds ?? 0)))
            else { return nil }
            return "the firmware was downloaded already"
        case .downloaded, .signatureVerified, .invalidSignature, .installScheduled, .installing, .installRebooting,
            .installVerificationFailed, .installationFailed:
            return download.completedAt == nil ? nil : "the firmware was downloaded already"
        case .installed, .rejected, .invalidCertificate, .revokedCertificate, .superseded, .cancelled, .stalled: return "the update is over"
        }
    }

    /// For how long a charge point that has the whole image may fetch it once more.
    private static let repetitionSeconds = 3600
}
