/// A departure from OCPP-J that is tolerated and counted.
package enum ProtocolDeviation: String, CaseIterable, Sendable {
    /// The upgrade had no `Sec-WebSocket-Protocol` header.
    case missingSubprotocol
    /// The connection URL had doubled or trailing slashes.
    case oddURL
    /// A message came in a binary frame.
    case binaryFrame
    /// A frame is not an OCPP-J array.
    case malformedFrame
    /// A message id was used again with the same action and payload.
    case repeatedMessage
    /// A message id was used again for another message.
    case messageIDCollision
    /// An answer to a CALL that we never sent.
    case unsolicitedAnswer
    /// An answer that came after the CALL's timeout.
    case lateAnswer
    /// A CALL came before the previous one was answered.
    case overlappingCall
    /// `null` stood in place of an empty payload.
    case nullPayload
    /// An answer does not conform to the schema.
    case nonconformingAnswer
}
