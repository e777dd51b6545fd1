package import OCPPJ

/// What a handler knows of a CALL besides its payload.
package struct CallContext: Sendable {
    package let chargePoint: ChargePointReference
    /// When the frame arrived.
    package let receivedAt: Timestamp
    /// The CALL's message id.
    package let messageID: String
    /// The payload as received.
    package let payload: JSONNode
    /// Counts departures from the standard for this charge point.
    package let deviations: DeviationRecorder
    /// The charge point's own settings, as they are now.
    package let settings: ChargePointSettings
    /// The security profile that the charge point's connection uses.
    package let securityProfile: SecurityProfile
    /// Takes observations of the charge point's clock.
    package let clockOffsets: ClockOffsetRecorder

    package init(
        chargePoint: ChargePointReference, receivedAt: Timestamp, messageID: String, payload: JSONNode,
        deviations: DeviationRecorder, settings: ChargePointSettings = ChargePointSettings(),
        securityProfile: SecurityProfile = .none, clockOffsets: ClockOffsetRecorder = ClockOffsetRecorder()
    ) {
        self.chargePoint = chargePoint
        self.receivedAt = receivedAt
        self.messageID = messageID
        self.payload = payload
        self.deviations = deviations
        self.settings = settings
        self.securityProfile = securityProfile
        self.clockOffsets = clockOffsets
    }
}
