import CentralSystem
import Markup
import WebAPI

/// Why a charge point was not let in and what to do about it, in plain words; with the page where one does it.
struct RefusalAdvice: Sendable {
    let text: String
    /// Nil where it is to be done at the charge point, or nothing is.
    let step: Link?

    /// - Parameter isRegistered: whether a charge point of this identity is registered by now.
    static func of(_ refusal: RefusedConnection, isRegistered: Bool, _ request: ConsoleRequest) -> RefusalAdvice {
        let words = refusal.reason
        let identity = refusal.identity ?? ""
        let place = request.services.configuration
        func advice(_ english: String, _ korean: String, _ step: Link? = nil) -> RefusalAdvice {
            RefusalAdvice(text: request.text(english, korean), step: step)
        }
        func password() -> Link? {
            guard isRegistered, request.may("changeChargePoint") else { return nil }
            return Link(request.text("Set its password", "비밀번호 설정"), "\(LocalPath.chargePoint(identity))/password")
        }
        if words.hasPrefix("unknown charge point") {
            if isRegistered {
                return advice(
                    "It is registered by now, and is let in when it tries again.", "지금은 등록되어 있어 다시 연결하면 허용됩니다.",
                    Link(request.text("See it", "보기"), LocalPath.chargePoint(identity)))
            }
            if words.contains("wait for acceptance") {
                return advice(
                    "Too many others wait already. Accept or reject them first.", "대기 중인 충전기가 너무 많습니다. 먼저 승인하거나 거절하십시오.",
                    Link(request.text("See who waits", "대기 목록"), PendingPage.path))
            }
            let step = request.may("createChargePoint")
                ? Link(request.text("Register it", "등록"), Fields([("id", identity)]).url("/charge-points/new")) : nil
            return advice(
                "Nobody registered this identity. If it is yours, register it; if not, there is nothing to do.",
                "등록되지 않은 식별자입니다. 우리 충전기라면 등록하고, 아니라면 조치할 것이 없습니다.", step)
        }
        if words.contains("no charge point identity") {
            return advice(
                "The URL in the charge point must end with its identity: \(place.publicOCPPURL)/IDENTITY.",
                "충전기에 입력한 URL은 식별자로 끝나야 합니다: \(place.publicOCPPURL)/IDENTITY.")
        }
        if words.contains("wrong password") {
            return advice(
                "The password in the charge point is another one. Type the right one into it, or set a new one here and in it.",
                "충전기의 비밀번호가 다릅니다. 올바른 값을 입력하거나 여기와 충전기에 새 비밀번호를 설정하십시오.", password())
        }
        if words.contains("demands a password") || words.contains("stored password cannot be read") {
            return advice("Set a password here, and type it into the charge point.", "여기서 비밀번호를 설정한 뒤 충전기에 입력하십시오.", password())
        }
        if words.contains("Basic authentication") {
            return advice(
                "It came without a password and needs one. Type it into the charge point as the AuthorizationKey.",
                "비밀번호 없이 연결했습니다. 충전기에 AuthorizationKey를 입력하십시오.", password())
        }
        if words.contains("user name") {
            return advice(
                "The user name in the charge point must be its identity: \(identity).", "충전기의 사용자 이름은 식별자와 같아야 합니다: \(identity).")
        }
        if words.contains("demands TLS") {
            let url = place.publicTLSURL.map { "\($0)/\(identity)" } ?? "wss://…"
            return advice("Have the charge point connect to \(url).", "충전기가 이 주소로 연결하도록 설정하십시오: \(url)")
        }
        if words.contains("certificate") {
            let step = isRegistered
                ? Link(request.text("See its certificates", "인증서 보기"), "\(LocalPath.chargePoint(identity))/certificates") : nil
            return advice(
                "It needs a certificate that this server accepts: renew it, or trust the authority that signed it.",
                "이 서버가 인정하는 인증서가 필요합니다. 갱신하거나 서명한 인증 기관을 신뢰 목록에 추가하십시오.", step)
        }
        if words.contains("subprotocol") {
            return advice(
                "Set the charge point to OCPP 1.6 over JSON (ocpp1.6).", "충전기를 OCPP 1.6 JSON(ocpp1.6)으로 설정하십시오.")
        }
        if refusal.status >= 500 || refusal.status == 429 {
            return advice(
                "This server was busy or could not read its storage; the charge point tries again by itself.",
                "서버가 바쁘거나 저장소를 읽지 못했습니다. 충전기가 스스로 다시 연결합니다.")
        }
        return advice(
            "What came is no OCPP connection as the specification asks for. A charge point needs a new firmware; a browser or a scanner needs nothing.",
            "규격에 맞는 OCPP 연결이 아닙니다. 충전기라면 펌웨어를 확인하고, 브라우저나 스캐너라면 조치할 것이 없습니다.")
    }
}
