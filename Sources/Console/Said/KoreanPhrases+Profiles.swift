extension KoreanPhrases {
    /// Charging profiles: how they ended. What speaks against them has codes, see `WarningWords`.
    static let profiles: KeyValuePairs<String, String> = [
        "charging profile {} took its place": "충전 프로파일 {0}번으로 대체되었습니다",
        "ClearChargingProfile was accepted": "ClearChargingProfile이 수락되었습니다",
        "its transaction {} had ended": "트랜잭션 {0}번이 이미 끝났습니다",
        "transaction {} ended": "트랜잭션 {0}번이 끝났습니다",
        "no transaction came of the remote start": "원격 시작으로 트랜잭션이 시작되지 않았습니다",
        "{}; the charge point may have it all the same": "{0}. 그래도 충전기에는 설치되었을 수 있습니다",
        "The charge point removed profiles, but none that are known here matched.":
            "충전기가 프로파일을 삭제했지만, 서버에 기록된 프로파일 중에는 해당하는 것이 없습니다.",
        "the charge point says that it does not have it": "충전기에 없는 프로파일이라고 응답했습니다",
        "The charge point says that it has no such profile, but these match and are on record as installed: {}. The record differs from the charge point; its composite schedule shows what it obeys.":
            "충전기는 해당하는 프로파일이 없다고 응답했지만, 다음 프로파일이 설치된 것으로 기록되어 있습니다: {0}. 기록과 충전기가 다르므로, 실제로 따르는 제한은 충전기의 합성 스케줄에서 확인하십시오.",
        "The charge point had lost these, which were on record as installed: {}.":
            "설치된 것으로 기록된 다음 프로파일이 충전기에서 사라졌습니다: {0}",
        "left out: a Relative profile has no startSchedule": "제외: Relative 프로파일에는 startSchedule이 없습니다",
        "left out: only for Recurring profiles (errata 3.56)": "제외: Recurring 프로파일에만 쓰는 값입니다(errata 3.56)",
    ]

    /// Configurations and local lists: what is odd, and why something was not sent.
    static let configuration: KeyValuePairs<String, String> = [
        "{} is both reported and said to be unknown; it counts as reported": "{0}: 값도 보고하고 알 수 없는 키라고도 했습니다. 보고한 것으로 처리했습니다",
        "{} was asked for, but is neither reported nor said to be unknown": "{0}: 조회했지만 값도, 알 수 없는 키라는 응답도 없었습니다",
        "all keys were asked for and none was reported, which is not believed; what was known stays":
            "모든 키를 조회했는데 하나도 보고하지 않았습니다. 믿기 어려우므로 기존에 알던 값을 유지합니다",
        "something without a name is left out": "이름 없는 항목을 제외했습니다",
        "{} is reported more than once; the last one counts": "{0}: 여러 번 보고하여 마지막 값을 사용했습니다",
        "{}… has a name of more than 50 characters": "{0}…: 이름이 50자를 넘습니다",
        "{} has a value of more than 500 characters": "{0}: 값이 500자를 넘습니다",
        "{} comes without a readonly flag": "{0}: readonly 표시가 없습니다",
        "and {} more": "외 {0}건",
        "nothing to change": "변경할 것이 없습니다",
        "{} is read-only by the specification": "규격에서 읽기 전용인 키입니다: {0}",
        "reported as writable; the specification has {} read-only": "쓰기 가능으로 보고했지만, 규격에서는 읽기 전용입니다({0})",
        "reported as read-only; the specification has {} writable": "읽기 전용으로 보고했지만, 규격에서는 쓰기 가능합니다({0})",
        "should be an integer": "정수여야 합니다",
        "{} should be an integer": "{0}: 정수여야 합니다",
        "{} should be an integer (in {})": "{0}: 정수여야 합니다(단위: {1})",
        "{} should be an integer of at least {}": "{0}: {1} 이상의 정수여야 합니다",
        "{} should be an integer of at least {} (in {})": "{0}: {1} 이상의 정수여야 합니다(단위: {2})",
        "{} should be an integer from {} to {}": "{0}: {1}~{2} 범위의 정수여야 합니다",
        "{} should be an integer from {} to {} (in {})": "{0}: {1}~{2} 범위의 정수여야 합니다(단위: {3})",
        "{} should be true or false": "{0}: true 또는 false여야 합니다",
        "{} should be a comma separated list without empty items": "{0}: 빈 항목 없이 쉼표로 구분한 목록이어야 합니다",
        "{} should hold only {}; {} is none of them": "{0}: 허용되지 않는 값이 있습니다: {2}. 가능한 값: {1}",
        "measurands of the specification, perhaps followed by a phase as in Voltage.L1": "규격의 측정 항목(Voltage.L1처럼 상을 붙일 수 있음)",
        "phase rotations as in 1.RST ({})": "1.RST 형식의 상 순서({0})",
        "{} should have 16 to 40 characters; 32 to 40 hexadecimal digits are taken for the key that they spell":
            "{0}: 16~40자여야 합니다. 32~40자리 16진수는 그 값의 키로 처리합니다",
        "seconds": "초",
        "times": "회",
        "characters": "자",
        "it holds the list already; nothing was sent": "이미 같은 목록이 있어 보내지 않았습니다",
        "there is no version above {}; send Full to begin again at 1": "{0}보다 큰 버전을 쓸 수 없습니다. Full로 보내 1부터 다시 시작하십시오",
        "the list has {} entries, and the charge point's LocalAuthListMaxLength is {}":
            "목록의 항목이 {0}개인데 충전기의 LocalAuthListMaxLength는 {1}입니다",
        "SendLocalListMaxLength is not known; no update has more than {} entries":
            "SendLocalListMaxLength를 알 수 없어 한 번에 {0}개까지만 보냅니다",
        "the charge point has said that it does not support local lists": "로컬 목록을 지원하지 않는다고 응답한 충전기입니다",
        "{} of {} updates were not sent after this answer": "이 응답 후 전체 {1}건 중 {0}건을 보내지 않았습니다",
    ]
}
