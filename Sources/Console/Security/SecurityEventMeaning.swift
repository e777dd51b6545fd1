/// What a security event means and what to do about it, in plain words (security whitepaper, chapter 8).
struct SecurityEventMeaning: Sendable {
    let meaning: String
    let advice: String

    static func of(_ type: String, _ request: ConsoleRequest) -> SecurityEventMeaning {
        let (english, korean) = words(type.lowercased())
        return SecurityEventMeaning(
            meaning: request.text(english.meaning, korean.meaning), advice: request.text(english.advice, korean.advice))
    }

    private typealias Words = (meaning: String, advice: String)

    private static func words(_ type: String) -> (english: Words, korean: Words) {
        switch type {
        case "tamperdetectionactivated":
            (("The charge point noticed that somebody opened or moved it.",
                "Send somebody to look at it, unless a technician is at work there now. Make it unavailable until that is known."),
                ("충전기가 개봉되거나 움직여진 것을 감지했습니다.",
                    "현장 작업 중인 기사가 없다면 사람을 보내 확인하십시오. 확인될 때까지 사용 불가로 두십시오."))
        case "securitylogwascleared":
            (("The security log in the charge point was deleted.",
                "Ask who did it. If nobody did, take it for an intrusion: change its password and look at the events before."),
                ("충전기의 보안 로그가 삭제되었습니다.",
                    "누가 삭제했는지 확인하십시오. 아무도 아니라면 침입으로 보고 비밀번호를 바꾸고 이전 이벤트를 살펴보십시오."))
        case "memoryexhaustion":
            (("The charge point ran out of memory. It may be under attack, or its software leaks.",
                "Look at its messages for a flood. A reset helps for now; tell the manufacturer when it happens again."),
                ("충전기의 메모리가 부족합니다. 공격을 받고 있거나 소프트웨어 결함일 수 있습니다.",
                    "메시지가 비정상적으로 많은지 확인하십시오. 우선 재시작하고, 반복되면 제조사에 알리십시오."))
        case "firmwareupdated":
            (("The charge point runs a new firmware.", "If you did not update it, find out who did."),
                ("충전기에 새 펌웨어가 설치되었습니다.", "직접 업데이트하지 않았다면 누가 했는지 확인하십시오."))
        case "startupofthedevice":
            (("The charge point started.", "Usual after power came back or a reset. Often and without cause: look at its power supply."),
                ("충전기가 시동되었습니다.", "전원 복구나 재시작 뒤에는 정상입니다. 이유 없이 잦으면 전원을 점검하십시오."))
        case "resetorreboot":
            (("The charge point was reset.", "Usual after a Reset or an update. Otherwise somebody at the charge point did it."),
                ("충전기가 재시작되었습니다.", "Reset이나 업데이트 뒤에는 정상입니다. 아니라면 현장에서 누군가 재시작한 것입니다."))
        case "settingsystemtime":
            (("The charge point set its clock.", "Usual. A big step makes the times of sessions doubtful."),
                ("충전기가 시계를 맞췄습니다.", "정상입니다. 크게 바뀌었다면 세션 시각을 의심하십시오."))
        case "failedtoauthenticateatcentralsystem":
            (("This server did not let the charge point in.", "Look at the refused connections: they say why, and what to do."),
                ("이 서버가 충전기의 연결을 거절했습니다.", "거절된 연결에서 이유와 조치를 확인하십시오."))
        case "centralsystemfailedtoauthenticate":
            (("The charge point did not believe that this server is the right one.",
                "Install the root certificate of this server in it, or correct its URL."),
                ("충전기가 이 서버를 신뢰하지 않았습니다.", "이 서버의 루트 인증서를 충전기에 설치하거나 URL을 바로잡으십시오."))
        case "invalidcentralsystemcertificate":
            (("The charge point did not accept the certificate of this server.",
                "Check the server's certificate, its name and its end, and that the charge point has the root certificate."),
                ("충전기가 이 서버의 인증서를 받아들이지 않았습니다.",
                    "서버 인증서의 이름과 만료일, 충전기에 루트 인증서가 있는지 확인하십시오."))
        case "invalidchargepointcertificate":
            (("The certificate that was sent to the charge point is not good for it.", "Renew its certificate."),
                ("충전기에 보낸 인증서가 유효하지 않습니다.", "인증서를 갱신하십시오."))
        case "reconfigurationofsecurityparameters":
            (("Keys, passwords or the security profile were changed in the charge point.", "If you did not do it, find out who did."),
                ("충전기의 키, 비밀번호 또는 보안 프로파일이 바뀌었습니다.", "직접 바꾸지 않았다면 누가 했는지 확인하십시오."))
        case "attemptedreplayattacks":
            (("Somebody sent the charge point messages that it had received before.",
                "Take it for an attack: have it connect with TLS, and change its password."),
                ("누군가 이전 메시지를 충전기에 다시 보냈습니다.", "공격으로 보고 TLS로 연결하게 한 뒤 비밀번호를 바꾸십시오."))
        case "invalidmessages":
            (("The charge point received messages that it could not read.", "Look at its messages at that time."),
                ("충전기가 해석할 수 없는 메시지를 받았습니다.", "그 시각의 메시지를 확인하십시오."))
        case "invalidfirmwaresignature", "invalidfirmwaresigningcertificate":
            (("The charge point refused a firmware, because its signature or the certificate for it is not good.",
                "Do not try again with the same image: check where it comes from, and the manufacturer's root certificate."),
                ("서명 또는 서명 인증서가 유효하지 않아 충전기가 펌웨어를 거부했습니다.",
                    "같은 이미지로 다시 시도하지 말고 출처와 제조사 루트 인증서를 확인하십시오."))
        case "invalidtlsversion", "invalidtlsciphersuite":
            (("The server offered the charge point no TLS that it accepts.", "See which versions it offers in the TLS failures."),
                ("충전기가 받아들일 수 있는 TLS 방식이 없었습니다.", "TLS 실패에서 충전기가 제안한 버전을 확인하십시오."))
        case "signcertificaterejected":
            (("The charge point asked for a certificate and this server turned it down; the reason stands beside.",
                "Correct what the reason says, such as the registered serial number, and renew the certificate."),
                ("충전기의 인증서 요청을 이 서버가 거절했습니다. 이유가 함께 적혀 있습니다.",
                    "이유에 따라 등록된 일련번호 등을 고친 뒤 인증서를 갱신하십시오."))
        default:
            (("The specification does not say what this type means: it is the manufacturer's own.",
                "Look it up in the manual of the charge point, or ask the manufacturer."),
                ("사양에 없는 제조사 고유의 이벤트입니다.", "충전기 설명서를 보거나 제조사에 문의하십시오."))
        }
    }
}
