import OCPP16

/// The messages of the feature profiles other than Core.
extension Sample {
    static let chargingSchedule =
        #"{"duration":3600,"startSchedule":"2026-01-31T09:30:00Z","chargingRateUnit":"A","#
        + #""chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0,"numberPhases":1},{"startPeriod":600,"limit":8.1}],"#
        + #""minChargingRate":0.3}"#

    static let chargingProfile =
        #"{"chargingProfileId":1,"transactionId":7,"stackLevel":0,"chargingProfilePurpose":"TxProfile","#
        + #""chargingProfileKind":"Recurring","recurrencyKind":"Weekly","validFrom":"2026-01-01T00:00:00Z","#
        + #""validTo":"2026-12-31T00:00:00Z","chargingSchedule":\#(chargingSchedule)}"#

    static let smallestChargingProfile =
        #"{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","#
        + #""chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"W","#
        + #""chargingSchedulePeriod":[{"startPeriod":0,"limit":6000.0}]}}"#

    static let firmwareManagement = [
        Sample(DiagnosticsStatusNotification.self, #"{"status":"Idle"}"#),
        Sample(DiagnosticsStatusNotificationResponse.self, "{}"),
        Sample(FirmwareStatusNotification.self, #"{"status":"Downloading"}"#),
        Sample(FirmwareStatusNotificationResponse.self, "{}"),
        Sample(GetDiagnostics.self, #"{"location":"ftp://user:secret@example.org/diagnostics"}"#),
        Sample(
            GetDiagnostics.self,
            #"{"location":"https://example.org/","retries":3,"retryInterval":60,"#
                + #""startTime":"2026-01-30T00:00:00Z","stopTime":"2026-01-31T00:00:00Z"}"#),
        Sample(GetDiagnosticsResponse.self, "{}"),
        Sample(GetDiagnosticsResponse.self, #"{"fileName":"diagnostics.zip"}"#),
        Sample(
            UpdateFirmware.self,
            #"{"location":"https://example.org/firmware.bin","retrieveDate":"2026-01-31T09:30:00Z"}"#),
        Sample(
            UpdateFirmware.self,
            #"{"location":"https://example.org/firmware.bin","retries":0,"#
                + #""retrieveDate":"2026-01-31T09:30:00Z","retryInterval":0}"#),
        Sample(UpdateFirmwareResponse.self, "{}"),
    ]

    static let localAuthListManagement = [
        Sample(GetLocalListVersion.self, "{}"),
        Sample(GetLocalListVersionResponse.self, #"{"listVersion":-1}"#),
        Sample(SendLocalList.self, #"{"listVersion":1,"updateType":"Full"}"#),
        Sample(
            SendLocalList.self,
            #"{"listVersion":2,"localAuthorizationList":[{"idTag":"A"},{"idTag":"B","idTagInfo":{"#
                + #""status":"Accepted","expiryDate":"2026-12-31T23:59:59Z","parentIdTag":"FLEET"}}],"#
                + #""updateType":"Differential"}"#),
        Sample(SendLocalListResponse.self, #"{"status":"VersionMismatch"}"#),
    ]

    static let remoteTrigger = [
        Sample(TriggerMessage.self, #"{"requestedMessage":"Heartbeat"}"#),
        Sample(TriggerMessage.self, #"{"requestedMessage":"MeterValues","connectorId":1}"#),
        Sample(TriggerMessageResponse.self, #"{"status":"NotImplemented"}"#),
    ]

    static let reservation = [
        Sample(CancelReservation.self, #"{"reservationId":4}"#),
        Sample(CancelReservationResponse.self, #"{"status":"Accepted"}"#),
        Sample(
            ReserveNow.self,
            #"{"connectorId":0,"expiryDate":"2026-01-31T09:30:00Z","idTag":"TAG","reservationId":4}"#),
        Sample(
            ReserveNow.self,
            #"{"connectorId":1,"expiryDate":"2026-01-31T09:30:00Z","idTag":"TAG","parentIdTag":"FLEET","#
                + #""reservationId":5}"#),
        Sample(ReserveNowResponse.self, #"{"status":"Occupied"}"#),
    ]

    static let smartCharging = [
        Sample(ClearChargingProfile.self, "{}"),
        Sample(
            ClearChargingProfile.self,
            #"{"id":1,"connectorId":0,"chargingProfilePurpose":"TxProfile","stackLevel":0}"#),
        Sample(ClearChargingProfileResponse.self, #"{"status":"Unknown"}"#),
        Sample(GetCompositeSchedule.self, #"{"connectorId":0,"duration":3600}"#),
        Sample(GetCompositeSchedule.self, #"{"connectorId":1,"duration":3600,"chargingRateUnit":"W"}"#),
        Sample(GetCompositeScheduleResponse.self, #"{"status":"Rejected"}"#),
        Sample(
            GetCompositeScheduleResponse.self,
            #"{"status":"Accepted","connectorId":1,"scheduleStart":"2026-01-31T09:30:00Z","#
                + #""chargingSchedule":\#(chargingSchedule)}"#),
        Sample(SetChargingProfile.self, #"{"connectorId":0,"csChargingProfiles":\#(smallestChargingProfile)}"#),
        Sample(SetChargingProfile.self, #"{"connectorId":1,"csChargingProfiles":\#(chargingProfile)}"#),
        Sample(SetChargingProfileResponse.self, #"{"status":"NotSupported"}"#),
    ]
}
