import CentralSystem
import Markup

/// What configuration keys do, in the viewer's words. The specification's own words are English.
enum ConfigurationKeyWords {
    /// Nil for a key that no specification knows.
    static func meaning(_ name: ConfigurationKeyName, _ language: Language) -> String? {
        guard let standard = StandardConfigurationKey.named(name) else { return nil }
        return language(standard.meaning, korean[standard.name.text] ?? ofLimit(standard.name.text) ?? standard.meaning)
    }

    /// The same with names and examples set apart.
    static func html(_ name: ConfigurationKeyName, _ request: ConsoleRequest) -> HTML? {
        meaning(name, request.language).map { text in
            text.split(separator: "`", omittingEmptySubsequences: false).enumerated().reduce(into: HTML.empty) { html, part in
                html += part.offset.isMultiple(of: 2) ? "\(part.element)" : "<code>\(part.element)</code>"
            }
        }
    }

    /// The unit of an integer; nil without one.
    static func unit(_ name: ConfigurationKeyName, _ language: Language) -> String? {
        StandardConfigurationKey.named(name)?.unit.map { Said(language).text($0) }
    }

    /// How many items another key may have.
    private static func ofLimit(_ name: String) -> String? {
        name.hasSuffix("MaxLength") ? "\(name.dropLast("MaxLength".count))의 최대 항목 수입니다." : nil
    }

    private static let korean = [
        "AllowOfflineTxForUnknownId": "충전기가 오프라인일 때 캐시와 로컬 목록에 없는 idTag의 충전을 허용할지 여부입니다.",
        "AuthorizationCacheEnabled": "충전기가 인증 결과를 기억할지 여부입니다.",
        "AuthorizeRemoteTxRequests": "RemoteStartTransaction의 idTag도 충전기에서 제시한 것처럼 인증할지 여부입니다.",
        "BlinkRepeat": "신호를 보낼 때 표시등이 깜박이는 횟수입니다.",
        "ConnectionTimeOut": "케이블을 연결하지 않는 운전자를 위해 커넥터가 Preparing 상태로 기다리는 시간입니다. 지나면 이전 상태로 돌아갑니다.",
        "GetConfigurationMaxKeys": "GetConfiguration 한 번에 조회할 수 있는 키의 수입니다.",
        "LightIntensity": "표시등의 밝기로, 최대 밝기에 대한 비율입니다.",
        "LocalAuthorizeOffline": "충전기가 오프라인일 때 캐시나 로컬 목록에 있는 idTag의 충전을 허용할지 여부입니다.",
        "LocalPreAuthorize": "캐시나 로컬 목록에 있는 idTag가 Central System의 응답을 기다리지 않고 바로 충전할 수 있는지 여부입니다.",
        "MaxEnergyOnInvalidId": "진행 중인 트랜잭션의 idTag가 유효하지 않다는 응답을 받은 뒤 더 공급하는 에너지의 양입니다.",
        "NumberOfConnectors": "충전기의 커넥터 수입니다.",
        "ResetRetries": "실패한 재시작을 다시 시도하는 횟수입니다.",
        "StopTransactionOnEVSideDisconnect": "차량 쪽에서 케이블을 분리하면 트랜잭션을 종료할지 여부입니다.",
        "StopTransactionOnInvalidId": "StartTransaction.conf에서 idTag를 수락하지 않으면 트랜잭션을 종료할지 여부입니다.",
        "SupportedFeatureProfiles": "충전기가 지원하는 기능 프로파일입니다.",
        "SupportedFeatureProfilesMaxLength": "SupportedFeatureProfiles의 최대 항목 수입니다. 정오표에 따르면 쓸모가 없습니다.",
        "UnlockConnectorOnEVSideDisconnect": "차량 쪽에서 케이블을 분리하면 커넥터 잠금을 해제할지 여부입니다. 케이블 고정형은 false이며 읽기 전용입니다.",
        "HeartbeatInterval": "다른 메시지가 없을 때 Heartbeat를 보내는 간격입니다.",
        "MessageTimeout": "충전기가 요청에 대한 응답을 기다리는 시간입니다.",
        "MinimumStatusDuration": "상태를 보고하기 전에 그 상태가 유지되어야 하는 시간입니다.",
        "TransactionMessageAttempts": "Central System이 처리하지 못한 트랜잭션 메시지를 보내는 횟수입니다.",
        "TransactionMessageRetryInterval": "그런 메시지를 다시 보내기 전에 기다리는 시간입니다.",
        "WebSocketPingInterval": "WebSocket ping을 보내는 간격입니다. 0이면 보내지 않습니다.",
        "ClockAlignedDataInterval": "자정부터 세는 시간 간격으로, 간격이 끝날 때마다 계량값을 측정합니다. 0이면 측정하지 않습니다.",
        "ConnectorPhaseRotation": "각 커넥터의 상이 계량기에 대해 어떤 순서인지 나타냅니다: `0.RST, 1.RST, 2.RTS`. 0은 주 계량기입니다.",
        "MeterValuesAlignedData": "ClockAlignedDataInterval마다 측정하여 MeterValues로 보내는 항목입니다.",
        "MeterValuesSampledData": "MeterValueSampleInterval마다 측정하여 MeterValues로 보내는 항목입니다.",
        "MeterValueSampleInterval": "트랜잭션 중 샘플을 측정하는 간격입니다. 0이면 측정하지 않습니다.",
        "StopTransactionMaxMeterValues": "StopTransaction에 담을 수 있는 계량값의 수입니다. 더 많으면 처음과 마지막 사이의 일부를 뺍니다.",
        "StopTxnAlignedData": "ClockAlignedDataInterval마다 측정하여 StopTransaction과 함께 보내는 항목입니다. 비어 있으면 보내지 않습니다.",
        "StopTxnSampledData": "MeterValueSampleInterval마다 측정하여 StopTransaction과 함께 보내는 항목입니다. 비어 있으면 보내지 않습니다.",
        "LocalAuthListEnabled": "로컬 인증 목록을 사용할지 여부입니다.",
        "LocalAuthListMaxLength": "로컬 인증 목록에 담을 수 있는 idTag의 수입니다.",
        "SendLocalListMaxLength": "SendLocalList 한 번에 보낼 수 있는 idTag의 수입니다.",
        "ReserveConnectorZeroSupported": "충전기 전체(커넥터 0)를 예약할 수 있는지 여부입니다.",
        "ChargeProfileMaxStackLevel": "충전 프로파일의 최대 stackLevel이며, 한 용도로 설치할 수 있는 프로파일의 수이기도 합니다.",
        "ChargingScheduleAllowedChargingRateUnit": "충전 스케줄에 쓸 수 있는 단위입니다. `Current`는 A, `Power`는 W를 뜻합니다.",
        "ChargingScheduleMaxPeriods": "충전 스케줄에 넣을 수 있는 구간의 수입니다.",
        "ConnectorSwitch3to1PhaseSupported": "트랜잭션 중에 3상에서 단상으로 바꿀 수 있는지 여부입니다.",
        "MaxChargingProfilesInstalled": "동시에 설치할 수 있는 충전 프로파일의 수입니다.",
        "SupportedFileTransferProtocols": "펌웨어를 내려받고 진단 파일을 업로드하는 데 쓸 수 있는 프로토콜입니다.",
        "AdditionalRootCertificateCheck": "Central System의 새 루트 인증서가 대체할 인증서로 서명되어야 하는지 여부입니다.",
        "AuthorizationKey": "HTTP Basic 인증의 비밀번호입니다. 쓰기만 할 수 있으며 값을 저장하거나 표시하지 않습니다.",
        "CertificateSignedMaxChainSize": "CertificateSigned에 담을 수 있는 인증서 체인의 최대 길이입니다.",
        "CertificateStoreMaxLength": "설치할 수 있는 루트 인증서의 수입니다.",
        "CpoName": "충전기 인증서에 조직으로 들어가는 운영자의 이름입니다.",
        "SecurityProfile": "0: 없음, 1: 비밀번호, 2: 비밀번호와 TLS, 3: 양쪽 인증서와 TLS. 높일 수만 있으며, 높이면 충전기가 다시 연결합니다.",
    ]
}
