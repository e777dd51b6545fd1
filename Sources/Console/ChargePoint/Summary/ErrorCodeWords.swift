import OCPP16

/// What the error codes of StatusNotification mean, and what to do (OCPP 1.6, section 7.6).
enum ErrorCodeWords {
    /// Nil for NoError.
    static func help(_ code: ChargePointErrorCode, _ language: Language) -> String? {
        switch code {
        case .noError: nil
        case .connectorLockFailure: language(
            "The connector cannot be locked or unlocked. Try Unlock; if it stays, somebody must look at the lock.",
            "커넥터 잠금 장치가 작동하지 않습니다. 잠금 해제를 시도하고, 계속되면 현장 점검이 필요합니다.")
        case .evCommunicationError: language(
            "The vehicle does not communicate. Ask the driver to plug in again or to try another connector.",
            "차량과 통신이 되지 않습니다. 운전자에게 다시 연결하거나 다른 커넥터를 사용하도록 안내하십시오.")
        case .groundFailure: language(
            "The ground fault protection tripped. Do not reset it from afar again and again: an electrician must look at it.",
            "누전 보호 장치가 작동했습니다. 원격으로 반복 재시작하지 말고 전기 기술자가 점검해야 합니다.")
        case .highTemperature: language(
            "It is too hot inside. It usually lowers the power or pauses until it is cooler; check fans and filters.",
            "내부 온도가 높습니다. 식을 때까지 출력을 낮추거나 멈춥니다. 팬과 필터를 점검하십시오.")
        case .internalError: language(
            "Something failed inside. A reset may help; otherwise ask for its diagnostics.",
            "내부 오류입니다. 재시작을 시도하고, 해결되지 않으면 진단 파일를 요청하십시오.")
        case .localListConflict: language(
            "Its local list disagrees with the answers of this server. Send it a full list.",
            "로컬 목록이 서버의 응답과 다릅니다. 전체 목록을 다시 보내십시오.")
        case .otherError: language("Another fault; see the vendor's code.", "기타 오류입니다. 제조사 오류 코드를 확인하십시오.")
        case .overCurrentFailure: language(
            "The over-current protection tripped: an electrician must look at it.", "과전류 보호 장치가 작동했습니다. 전기 기술자의 점검이 필요합니다.")
        case .overVoltage: language("The voltage is too high; check the supply.", "전압이 너무 높습니다. 전원 공급을 확인하십시오.")
        case .powerMeterFailure: language(
            "The meter cannot be read, so energy cannot be billed. The meter must be checked.",
            "계량기를 읽을 수 없어 요금을 산정할 수 없습니다. 계량기를 점검하십시오.")
        case .powerSwitchFailure: language(
            "The power switch does not work: somebody must look at it.", "전원 스위치가 작동하지 않습니다. 현장 점검이 필요합니다.")
        case .readerFailure: language(
            "The idTag reader does not work. Sessions can still be started from here.",
            "idTag 리더기가 작동하지 않습니다. 원격으로는 충전을 시작할 수 있습니다.")
        case .resetFailure: language("It could not reset itself. It must be switched off and on.", "재시작하지 못했습니다. 현장에서 전원을 껐다 켜야 합니다.")
        case .underVoltage: language("The voltage is too low; check the supply.", "전압이 너무 낮습니다. 전원 공급을 확인하십시오.")
        case .weakSignal: language("Its wireless signal is weak; expect lost connections.", "무선 신호가 약해 연결이 끊길 수 있습니다.")
        }
    }
}
