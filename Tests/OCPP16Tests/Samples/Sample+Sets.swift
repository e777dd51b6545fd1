import OCPP16
import OCPPJ

/// Every value of every set that the specification names, made from our own constants.
extension Sample {
    static func closedSets() throws -> [Sample] {
        let time = DateTime(Timestamp(milliseconds: 1_769_851_800_000))
        let tag = try IdToken("TAG")
        func status(_ code: ChargePointErrorCode, _ status: ChargePointStatus) -> StatusNotification {
            StatusNotification(connectorId: 1, errorCode: code, status: status)
        }
        func profile(
            _ purpose: ChargingProfilePurposeType = .txProfile, _ kind: ChargingProfileKindType = .absolute,
            _ recurrency: RecurrencyKindType? = nil, _ unit: ChargingRateUnitType = .amperes
        ) -> ChargingProfile {
            ChargingProfile(
                chargingProfileId: 1, stackLevel: 0, chargingProfilePurpose: purpose, chargingProfileKind: kind,
                recurrencyKind: recurrency,
                chargingSchedule: ChargingSchedule(
                    chargingRateUnit: unit,
                    chargingSchedulePeriod: [ChargingSchedulePeriod(startPeriod: 0, limit: 16)]))
        }
        func inSet(_ profile: ChargingProfile) -> SetChargingProfile {
            SetChargingProfile(connectorId: 1, csChargingProfiles: profile)
        }
        func inStart(_ profile: ChargingProfile) -> RemoteStartTransaction {
            RemoteStartTransaction(idTag: tag, connectorId: 1, chargingProfile: profile)
        }
        func composite(_ unit: ChargingRateUnitType) -> GetCompositeScheduleResponse {
            GetCompositeScheduleResponse(
                status: .accepted, chargingSchedule: profile(.txProfile, .absolute, nil, unit).chargingSchedule)
        }
        func entry(_ status: AuthorizationStatus) -> [AuthorizationData] {
            [AuthorizationData(idTag: tag, idTagInfo: IdTagInfo(status: status))]
        }
        func hashData(_ algorithm: HashAlgorithmEnumType) throws -> CertificateHashDataType {
            CertificateHashDataType(
                hashAlgorithm: algorithm, issuerNameHash: try BoundedString("0a"),
                issuerKeyHash: try BoundedString("0b"), serialNumber: try BoundedString("0c"))
        }
        let pem: BoundedString<5500> = try BoundedString("PEM")
        let log = LogParametersType(remoteLocation: try BoundedString("https://example.org"))
        return try [
            each { AuthorizeResponse(idTagInfo: IdTagInfo(status: $0)) },
            each { StartTransactionResponse(idTagInfo: IdTagInfo(status: $0), transactionId: 1) },
            each { StopTransactionResponse(idTagInfo: IdTagInfo(status: $0)) },
            each { SendLocalList(listVersion: 1, localAuthorizationList: entry($0), updateType: .full) },
            each { BootNotificationResponse(status: $0, currentTime: time, interval: 1) },
            each { ChangeAvailability(connectorId: 1, type: $0) },
            each(ChangeAvailabilityResponse.init(status:)),
            each(ChangeConfigurationResponse.init(status:)),
            each(ClearCacheResponse.init(status:)),
            each { DataTransferResponse(status: $0) },
            each(RemoteStartTransactionResponse.init(status:)),
            each(RemoteStopTransactionResponse.init(status:)),
            each(Reset.init(type:)),
            each(ResetResponse.init(status:)),
            each { status($0, .available) },
            each { status(.noError, $0) },
            each(UnlockConnectorResponse.init(status:)),
            each(DiagnosticsStatusNotification.init(status:)),
            each(FirmwareStatusNotification.init(status:)),
            each { SendLocalList(listVersion: 1, updateType: $0) },
            each(SendLocalListResponse.init(status:)),
            each { TriggerMessage(requestedMessage: $0) },
            each(TriggerMessageResponse.init(status:)),
            each(CancelReservationResponse.init(status:)),
            each(ReserveNowResponse.init(status:)),
            each { ClearChargingProfile(chargingProfilePurpose: $0) },
            each(ClearChargingProfileResponse.init(status:)),
            each { GetCompositeSchedule(connectorId: 1, duration: 60, chargingRateUnit: $0) },
            each { GetCompositeScheduleResponse(status: $0) },
            each { composite($0) },
            each { inSet(profile($0)) },
            each { inSet(profile(.txDefaultProfile, $0)) },
            each { inSet(profile(.txDefaultProfile, .recurring, $0)) },
            each { inSet(profile(.txDefaultProfile, .relative, nil, $0)) },
            each { inStart(profile($0)) },
            each { inStart(profile(.txProfile, $0)) },
            each { inStart(profile(.txProfile, .recurring, $0)) },
            each { inStart(profile(.txProfile, .relative, nil, $0)) },
            each(SetChargingProfileResponse.init(status:)),
            each(CertificateSignedResponse.init(status:)),
            HashAlgorithmEnumType.allCases.map { try Sample(DeleteCertificate(certificateHashData: hashData($0))) },
            HashAlgorithmEnumType.allCases.map {
                try Sample(GetInstalledCertificateIdsResponse(status: .accepted, certificateHashData: [hashData($0)]))
            },
            each(DeleteCertificateResponse.init(status:)),
            each { ExtendedTriggerMessage(requestedMessage: $0) },
            each(ExtendedTriggerMessageResponse.init(status:)),
            each(GetInstalledCertificateIds.init(certificateType:)),
            each { GetInstalledCertificateIdsResponse(status: $0) },
            each { GetLog(logType: $0, requestId: 1, log: log) },
            each { GetLogResponse(status: $0) },
            each { InstallCertificate(certificateType: $0, certificate: pem) },
            each(InstallCertificateResponse.init(status:)),
            each { LogStatusNotification(status: $0) },
            each(SignCertificateResponse.init(status:)),
            each { SignedFirmwareStatusNotification(status: $0) },
            each(SignedUpdateFirmwareResponse.init(status:)),
        ].flatMap { $0 }
    }
}
