import CentralSystem
import HTTPTypes
import Hummingbird
import Markup
import OCPPJ
import WebAPI

/// How frames are shown.
enum MessageText {
    /// Longer frames are cut in lists; the page of the message has all of it.
    static let longestInList = 2000
    private static let longestSummary = 120

    /// Where a frame went, with an arrow.
    static func direction(_ message: LoggedMessage, _ request: ConsoleRequest) -> HTML {
        switch message.direction {
        case .sent: "<span class=\"direction direction-sent\"><span aria-hidden=\"true\">→</span> \(request.text("sent", "송신"))</span>"
        case .received: "<span class=\"direction direction-received\"><span aria-hidden=\"true\">←</span> \(request.text("received", "수신"))</span>"
        }
    }

    /// What it is: the action, and for answers that it is one.
    static func kind(_ message: LoggedMessage, _ request: ConsoleRequest) -> HTML {
        let action = message.action ?? "–"
        switch message.messageType {
        case .call: return "<strong>\(action)</strong>"
        case .callResult: return "\(action) <span class=\"form-text\">CALLRESULT</span>"
        case .callError: return "\(action) \(StatusBadge.html("CALLERROR", .bad))"
        case .invalid: return StatusBadge.html(request.text("no OCPP-J frame", "OCPP-J 아님"), .bad)
        }
    }

    /// JSON to read.
    static func json(_ json: [UInt8]) -> HTML {
        "<pre class=\"json\" tabindex=\"0\">\(JSONPretty.text(json))</pre>"
    }

    /// The payload of a frame: its last element, but for a CALLERROR, of which code, description and details are shown.
    static func payload(_ message: LoggedMessage) -> [UInt8] {
        guard message.messageType != .invalid, let node = try? JSONNode.parse(Array(message.frame.utf8), maximumDepth: 64) else {
            return Array(message.frame.utf8)
        }
        let elements = node.elements
        guard let last = elements.last else { return Array(message.frame.utf8) }
        if message.messageType == .callError {
            return JSONText.list(elements.dropFirst(2).map { JSONText($0) }).text
        }
        return last.text
    }

    /// The payload in one line.
    static func summary(_ message: LoggedMessage) -> String {
        let text = String(decoding: payload(message).prefix(longestSummary * 4), as: UTF8.self)
        return text.count > longestSummary ? "\(text.prefix(longestSummary))…" : text
    }

    /// A command line that does the same again: a request of ours is sent once more, anything else is asked for. A request whose secret
    /// is hidden is asked for too: sent as it is shown, the charge point would take the mask for the secret.
    static func curl(_ message: LoggedMessage, _ request: ConsoleRequest) -> String {
        let base = "${STATIONMASTER_URL:-\(Self.base(request))}"
        let authorization = "-H \"Authorization: Bearer $STATIONMASTER_TOKEN\""
        if message.messageType == .call, message.direction == .sent, !message.hidesSecret, let action = message.action {
            let path = "/api/v1/charge-points/\(LocalPath.encoded(message.chargePointId))/commands/\(LocalPath.encoded(action))"
            return """
                curl -X POST "\(base)\(path)" \\
                  \(authorization) \\
                  -H "Content-Type: application/json" \\
                  --data \(quoted(String(decoding: payload(message), as: UTF8.self)))
                """
        }
        let query = FormText.encode([
            ("chargePoint", message.chargePointId), ("from", message.time.rfc3339),
            ("to", Timestamp(milliseconds: message.time.milliseconds + 1).rfc3339),
        ])
        return """
            curl "\(base)/api/v1/messages?\(query)" \\
              \(authorization)
            """
    }

    /// The URL by which the viewer reaches this server: `https://csms.example.com`.
    static func base(_ request: ConsoleRequest) -> String {
        let place = request.services.configuration
        let scheme = place.tls != nil || place.trustsProxy ? "https" : "http"
        let host = request.request.head.authority ?? "localhost"
        // What a client calls this server may be anything; only what can be a host goes into a command line.
        let isHost = host.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || ".-:[]".utf8.contains($0)
        }
        return "\(scheme)://\(isHost ? host : "localhost")"
    }

    /// A text as one word of a POSIX shell.
    static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: #"'\''"#))'" }
}
