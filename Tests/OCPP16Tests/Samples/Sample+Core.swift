import OCPP16

extension Sample {
    static let core = [
        Sample(Authorize.self, #"{"idTag":"04A2B3C4D5E6F780"}"#),
        Sample(AuthorizeResponse.self, #"{"idTagInfo":{"status":"Accepted"}}"#),
        Sample(
            AuthorizeResponse.self,
            #"{"idTagInfo":{"status":"Blocked","expiryDate":"2026-12-31T23:59:59.000Z","parentIdTag":"FLEET"}}"#),
        Sample(BootNotification.self, #"{"chargePointVendor":"Vendor","chargePointModel":"Model"}"#),
        Sample(
            BootNotification.self,
            #"{"chargePointVendor":"Vendor","chargePointModel":"Model","chargePointSerialNumber":"CP-1","#
                + #""chargeBoxSerialNumber":"CB-1","firmwareVersion":"1.2.3-é","iccid":"8931000000000000000","#
                + #""imsi":"204080000000000","meterType":"Meter","meterSerialNumber":"M-1"}"#),
        Sample(
            BootNotificationResponse.self,
            #"{"status":"Accepted","currentTime":"2026-01-31T09:30:00.123Z","interval":300}"#),
        Sample(ChangeAvailability.self, #"{"connectorId":0,"type":"Inoperative"}"#),
        Sample(ChangeAvailabilityResponse.self, #"{"status":"Scheduled"}"#),
        Sample(ChangeConfiguration.self, #"{"key":"HeartbeatInterval","value":"300"}"#),
        Sample(ChangeConfigurationResponse.self, #"{"status":"RebootRequired"}"#),
        Sample(ClearCache.self, "{}"),
        Sample(ClearCacheResponse.self, #"{"status":"Accepted"}"#),
        Sample(DataTransfer.self, #"{"vendorId":"org.example"}"#),
        Sample(DataTransfer.self, #"{"vendorId":"org.example","messageId":"Ping","data":"{\"n\":1}\n\u0001"}"#),
        Sample(DataTransferResponse.self, #"{"status":"UnknownVendorId"}"#),
        Sample(DataTransferResponse.self, #"{"status":"Accepted","data":"pong"}"#),
        Sample(GetConfiguration.self, "{}"),
        Sample(GetConfiguration.self, #"{"key":["HeartbeatInterval","NumberOfConnectors"]}"#),
        Sample(GetConfigurationResponse.self, "{}"),
        Sample(
            GetConfigurationResponse.self,
            #"{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},"#
                + #"{"key":"AuthorizationKey","readonly":true}],"unknownKey":["Nothing"]}"#),
        Sample(Heartbeat.self, "{}"),
        Sample(HeartbeatResponse.self, #"{"currentTime":"2026-01-31T09:30:00.000Z"}"#),
        Sample(
            MeterValues.self,
            #"{"connectorId":0,"meterValue":[{"timestamp":"2026-01-31T09:30:00Z","sampledValue":[{"value":"1"}]}]}"#),
        Sample(
            MeterValues.self,
            #"{"connectorId":1,"transactionId":7,"meterValue":[{"timestamp":"2026-01-31T09:30:00.5Z","#
                + #""sampledValue":[{"value":"230.1","context":"Sample.Clock","format":"Raw","measurand":"Voltage","#
                + #""phase":"L1-N","location":"Inlet","unit":"V"},{"value":"-3"}]},"#
                + #"{"timestamp":"2026-01-31T09:31:00Z","sampledValue":[{"value":"17"}]}]}"#),
        Sample(MeterValuesResponse.self, "{}"),
        Sample(RemoteStartTransaction.self, #"{"idTag":"TAG"}"#),
        Sample(
            RemoteStartTransaction.self,
            #"{"idTag":"TAG","connectorId":1,"chargingProfile":\#(chargingProfile)}"#),
        Sample(RemoteStartTransactionResponse.self, #"{"status":"Accepted"}"#),
        Sample(RemoteStopTransaction.self, #"{"transactionId":12345}"#),
        Sample(RemoteStopTransactionResponse.self, #"{"status":"Rejected"}"#),
        Sample(Reset.self, #"{"type":"Hard"}"#),
        Sample(ResetResponse.self, #"{"status":"Accepted"}"#),
        Sample(
            StartTransaction.self,
            #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"2026-01-31T09:30:00Z"}"#),
        Sample(
            StartTransaction.self,
            #"{"connectorId":2,"idTag":"TAG","meterStart":98765,"reservationId":4,"#
                + #""timestamp":"2026-01-31T09:30:00.123456Z"}"#),
        Sample(StartTransactionResponse.self, #"{"idTagInfo":{"status":"ConcurrentTx"},"transactionId":1}"#),
        Sample(
            StartTransactionResponse.self,
            #"{"idTagInfo":{"status":"Accepted","expiryDate":"2026-12-31T23:59:59.000Z","parentIdTag":"FLEET"},"#
                + #""transactionId":2147483647}"#),
        Sample(StatusNotification.self, #"{"connectorId":0,"errorCode":"NoError","status":"Available"}"#),
        Sample(
            StatusNotification.self,
            #"{"connectorId":1,"errorCode":"OtherError","status":"Faulted","info":"door open","#
                + #""timestamp":"2026-01-31T09:30:00Z","vendorId":"org.example","vendorErrorCode":"E-17"}"#),
        Sample(StatusNotificationResponse.self, "{}"),
        Sample(
            StopTransaction.self, #"{"transactionId":-1,"meterStop":-1,"timestamp":"2026-01-31T10:30:00Z"}"#),
        Sample(
            StopTransaction.self,
            #"{"transactionId":7,"idTag":"TAG","meterStop":12000,"timestamp":"2026-01-31T10:30:00Z","#
                + #""reason":"EVDisconnected","transactionData":[{"timestamp":"2026-01-31T09:30:00Z","#
                + #""sampledValue":[{"value":"0","context":"Transaction.Begin","format":"Raw","#
                + #""measurand":"Energy.Active.Import.Register","phase":"L1","location":"Outlet","unit":"Wh"}]}]}"#),
        Sample(StopTransactionResponse.self, "{}"),
        Sample(
            StopTransactionResponse.self,
            #"{"idTagInfo":{"status":"Expired","expiryDate":"2025-12-31T23:59:59.000Z","parentIdTag":"FLEET"}}"#),
        Sample(UnlockConnector.self, #"{"connectorId":99}"#),
        Sample(UnlockConnectorResponse.self, #"{"status":"NotSupported"}"#),
    ]
}
