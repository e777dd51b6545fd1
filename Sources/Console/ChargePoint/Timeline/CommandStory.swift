import CentralSystem
import OCPPJ

/// Commands and what became of them, in plain words.
enum CommandStory {
    /// What was asked for: `Reset (Hard)`.
    static func title(_ command: Command, _ language: Language) -> String {
        let payload = try? JSONNode.parse(command.payload)
        let connector = payload?["connectorId"]?.int.map { $0 == 0 ? language("the whole charge point", "충전기 전체") : language("connector \($0)", "커넥터 \($0)") }
        func text(_ member: String) -> String { payload?[member]?.string ?? "" }
        switch command.action.rawValue {
        case "Reset": return language("Reset (\(text("type")))", "재시작 (Reset, \(text("type")))")
        case "RemoteStartTransaction": return language(
            "Start a session for \(text("idTag"))" + (connector.map { " on \($0)" } ?? ""), "원격 충전 시작: \(text("idTag"))" + (connector.map { ", \($0)" } ?? ""))
        case "RemoteStopTransaction":
            let id = payload?["transactionId"]?.int.map(String.init) ?? "?"
            return language("Stop session \(id)", "세션 \(id) 원격 종료")
        case "UnlockConnector": return language("Unlock \(connector ?? "")", "잠금 해제: \(connector ?? "")")
        case "ChangeAvailability": return language("Make \(connector ?? "") \(text("type"))", "사용 가능 여부 변경: \(connector ?? "") → \(text("type"))")
        case "ChangeConfiguration": return language("Set \(text("key"))", "설정 변경: \(text("key"))")
        case "GetConfiguration": return language("Read the configuration", "설정값 읽기")
        case "TriggerMessage", "ExtendedTriggerMessage": return language("Ask for \(text("requestedMessage"))", "메시지 요청: \(text("requestedMessage"))")
        case "ReserveNow": return language("Reserve \(connector ?? "") for \(text("idTag"))", "예약: \(connector ?? ""), \(text("idTag"))")
        case "CancelReservation": return language("Cancel a reservation", "예약 취소")
        case "SendLocalList": return language("Send the local list", "로컬 목록 보내기")
        case "GetLocalListVersion": return language("Ask for the version of the local list", "로컬 목록 버전 요청")
        case "ClearCache": return language("Clear the authorization cache", "인증 캐시 지우기")
        case "SetChargingProfile": return language("Install a charging profile", "충전 프로파일 설치")
        case "ClearChargingProfile": return language("Remove charging profiles", "충전 프로파일 제거")
        case "GetCompositeSchedule": return language("Ask for the composite schedule", "합성 스케줄 요청")
        case "UpdateFirmware", "SignedUpdateFirmware": return language("Update the firmware", "펌웨어 업데이트")
        case "GetDiagnostics": return language("Ask for diagnostics", "진단 파일 요청")
        case "GetLog": return language("Ask for a log (\(text("logType")))", "로그 요청 (\(text("logType")))")
        case "DataTransfer": return language("Vendor message (\(text("vendorId")))", "제조사 메시지 (\(text("vendorId")))")
        case "InstallCertificate": return language("Install a root certificate", "루트 인증서 설치")
        case "DeleteCertificate": return language("Delete a root certificate", "루트 인증서 삭제")
        case "GetInstalledCertificateIds": return language("Ask for installed certificates", "설치된 인증서 요청")
        case "CertificateSigned": return language("Send its signed certificate", "서명된 인증서 보내기")
        default: return command.action.rawValue
        }
    }

    /// What became of it, and how good that is.
    static func outcome(_ command: Command, _ language: Language) -> (text: String, tone: StatusBadge.Tone) {
        switch command.outcome {
        case .pending: return (language("Waits for the answer", "응답 대기 중"), .neutral)
        case .answered: return answer(command, language)
        case .callError:
            let error = command.error.map { "\($0.code.rawValue)" + ($0.text.isEmpty ? "" : ": \($0.text)") } ?? "CALLERROR"
            return (language("The charge point could not handle it (\(error))", "충전기가 처리하지 못했습니다 (\(error))"), .bad)
        case .timedOut: return (language("No answer in time; it may have been carried out", "시간 내 응답 없음. 실행되었을 수도 있습니다"), .warning)
        case .disconnected: return (language("The link was lost before the answer; it may have been carried out", "응답 전에 연결이 끊겼습니다. 실행되었을 수도 있습니다"), .warning)
        case .notConnected: return (language("Not sent: the charge point was not connected", "보내지 못함: 충전기가 연결되어 있지 않았습니다"), .bad)
        case .queueFull: return (language("Not sent: too many commands were waiting", "보내지 못함: 대기 중인 명령이 너무 많습니다"), .bad)
        case .interrupted: return (language("The server stopped before the outcome was known", "결과를 알기 전에 서버가 중지되었습니다"), .warning)
        }
    }

    private static func answer(_ command: Command, _ language: Language) -> (text: String, tone: StatusBadge.Tone) {
        guard let status = command.response.flatMap({ try? JSONNode.parse($0) })?["status"]?.string else {
            return (language("Answered", "응답함"), .good)
        }
        switch status {
        case "Accepted", "Unlocked": return (status, .good)
        case "Scheduled": return (language("Scheduled: done when the session ends", "Scheduled: 세션이 끝나면 적용됩니다"), .good)
        case "RebootRequired": return (language("RebootRequired: takes effect after a reset", "RebootRequired: 재시작 후 적용됩니다"), .warning)
        case "Rejected": return (language("Rejected: the charge point does not do it", "Rejected: 충전기가 거부했습니다"), .bad)
        case "NotSupported", "NotImplemented": return (language("\(status): the charge point cannot do this", "\(status): 충전기가 지원하지 않습니다"), .bad)
        default: return (status, .warning)
        }
    }
}
