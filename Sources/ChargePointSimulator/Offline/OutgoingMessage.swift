import OCPP16
import OCPPJ

/// A message that the charge point wants to send, with what it must know when the answer comes.
enum OutgoingMessage: Hashable, Sendable {
    case bootNotification(BootNotification)
    case heartbeat
    case status(StatusNotification)
    /// The driver at this connector has presented an identifier.
    case authorize(Authorize, connector: Int)
    case transaction(TransactionMessage)
    /// Meter values outside the queue: those asked for with TriggerMessage, and those aligned to the clock.
    case meterValues(MeterValues)
    case diagnosticsStatus(DiagnosticsStatusNotification)
    case firmwareStatus(FirmwareStatusNotification)
    case signedFirmwareStatus(SignedFirmwareStatusNotification)
    case logStatus(LogStatusNotification)
    case securityEvent(SecurityEventNotification)
    /// `order` is the number of the key pair's order.
    case signCertificate(SignCertificate, order: Int)

    var request: any OCPPRequest {
        switch self {
        case .bootNotification(let request): request
        case .heartbeat: Heartbeat()
        case .status(let request): request
        case .authorize(let request, _): request
        case .transaction(.start(_, let request)): request
        case .transaction(.meterValues(_, let request)): request
        case .transaction(.stop(_, let request)): request
        case .meterValues(let request): request
        case .diagnosticsStatus(let request): request
        case .firmwareStatus(let request): request
        case .signedFirmwareStatus(let request): request
        case .logStatus(let request): request
        case .securityEvent(let request): request
        case .signCertificate(let request, _): request
        }
    }

    var isBootNotification: Bool {
        if case .bootNotification = self { true } else { false }
    }
}

/// A call whose answer is awaited.
struct AwaitedCall: Hashable, Sendable {
    /// As in `OutgoingCall`.
    let number: Int
    let message: OutgoingMessage
}

/// A message on its way.
struct OutgoingCall: Hashable, Sendable {
    /// Tells it from all other calls of the charge point.
    let number: Int
    /// What the charge point means.
    let message: OutgoingMessage
    /// What it sends for that; the same but for quirks.
    var wire: OutgoingMessage
    /// Whether `null` goes in place of the payload.
    var hasNullPayload = false
    var form = CallForm()

    init(number: Int, message: OutgoingMessage) {
        self.number = number
        self.message = message
        wire = message
    }

    var action: OCPPAction { type(of: message.request).action }

    func payload() throws -> [UInt8] {
        hasNullPayload ? Array("null".utf8) : try PayloadEncoder.encode(wire.request)
    }
}
