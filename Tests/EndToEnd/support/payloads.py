"""A valid payload, or several, of every message that the Central System may send, and what a charge point answers."""

PEM = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ2VydA==\n-----END CERTIFICATE-----\n"
HASH = {
    "hashAlgorithm": "SHA256",
    "issuerNameHash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "issuerKeyHash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
    "serialNumber": "0a1b2c3d4e5f",
}


def profile(purpose: str, kind: str = "Absolute", **members) -> dict:
    """A charging profile with everything that certification looks at."""
    schedule = {
        "duration": 3600,
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [
            {"startPeriod": 0, "limit": 6.0, "numberPhases": 3},
            {"startPeriod": 1800, "limit": 16.1},
        ],
    }
    if kind == "Absolute":
        schedule["startSchedule"] = "2030-01-01T00:00:00Z"
        members = {"validFrom": "2030-01-01T00:00:00Z", "validTo": "2030-01-02T00:00:00Z"} | members
    return {
        "chargingProfileId": 7,
        "stackLevel": 1,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": kind,
        "chargingSchedule": schedule,
    } | members


# action → payloads, each sent exactly as it stands here
REQUESTS: dict[str, list[dict]] = {
    "CancelReservation": [{"reservationId": 42}],
    "CertificateSigned": [{"certificateChain": PEM + PEM}],
    "ChangeAvailability": [
        {"connectorId": 0, "type": "Inoperative"},
        {"connectorId": 1, "type": "Operative"},
    ],
    "ChangeConfiguration": [
        {"key": "MeterValueSampleInterval", "value": "60"},
        {"key": "AnyKeyThatIsNotThere", "value": ""},
        {"key": "Größe", "value": 'quote " backslash \\ line\n€'},
    ],
    "ClearCache": [{}],
    "ClearChargingProfile": [
        {},
        {"id": 7},
        {"connectorId": 1, "chargingProfilePurpose": "TxDefaultProfile", "stackLevel": 1},
    ],
    "DataTransfer": [
        {"vendorId": "com.example"},
        {"vendorId": "com.example", "messageId": "Ping", "data": "{\"nested\": true}"},
    ],
    "DeleteCertificate": [{"certificateHashData": HASH}],
    "ExtendedTriggerMessage": [
        {"requestedMessage": "SignChargePointCertificate"},
        {"requestedMessage": "StatusNotification", "connectorId": 1},
    ],
    "GetCompositeSchedule": [
        {"connectorId": 0, "duration": 86400},
        {"connectorId": 1, "duration": 300, "chargingRateUnit": "W"},
    ],
    "GetConfiguration": [{}, {"key": []}, {"key": ["SupportedFeatureProfiles"]}],
    "GetDiagnostics": [
        {"location": "ftp://files.example.com/diagnostics/"},
        {
            "location": "ftp://files.example.com/diagnostics/",
            "startTime": "2026-01-01T00:00:00Z",
            "stopTime": "2026-01-02T00:00:00.5Z",
            "retries": 3,
            "retryInterval": 60,
        },
    ],
    "GetInstalledCertificateIds": [
        {"certificateType": "CentralSystemRootCertificate"},
        {"certificateType": "ManufacturerRootCertificate"},
    ],
    "GetLocalListVersion": [{}],
    "GetLog": [
        {"logType": "SecurityLog", "requestId": 1, "log": {"remoteLocation": "https://files.example.com/log"}},
        {
            "logType": "DiagnosticsLog",
            "requestId": 2,
            "retries": 1,
            "retryInterval": 10,
            "log": {
                "remoteLocation": "https://files.example.com/log",
                "oldestTimestamp": "2026-01-01T00:00:00Z",
                "latestTimestamp": "2026-01-02T00:00:00Z",
            },
        },
    ],
    "InstallCertificate": [
        {"certificateType": "CentralSystemRootCertificate", "certificate": PEM},
        {"certificateType": "ManufacturerRootCertificate", "certificate": "cannot be decoded"},
    ],
    "RemoteStartTransaction": [
        {"idTag": "TAG"},
        {"idTag": "TAG", "connectorId": 1},
        {"idTag": "TAG", "connectorId": 1, "chargingProfile": profile("TxProfile")},
        {"idTag": "TAG", "connectorId": 1, "chargingProfile": profile("TxProfile", "Relative")},
    ],
    "RemoteStopTransaction": [{"transactionId": 987654321}],
    "ReserveNow": [
        {"connectorId": 1, "expiryDate": "2030-01-01T00:00:00Z", "idTag": "TAG", "reservationId": 42},
        {
            "connectorId": 0,
            "expiryDate": "2030-01-01T01:00:00Z",
            "idTag": "TAG",
            "parentIdTag": "PARENT",
            "reservationId": 43,
        },
    ],
    "Reset": [{"type": "Hard"}, {"type": "Soft"}],
    "SendLocalList": [
        {"listVersion": 1, "updateType": "Full"},
        {
            "listVersion": 2,
            "updateType": "Full",
            "localAuthorizationList": [
                {
                    "idTag": "TAG",
                    "idTagInfo": {
                        "status": "Accepted",
                        "expiryDate": "2030-01-01T00:00:00Z",
                        "parentIdTag": "PARENT",
                    },
                },
                {"idTag": "OTHER", "idTagInfo": {"status": "Blocked"}},
            ],
        },
        {"listVersion": 3, "updateType": "Differential", "localAuthorizationList": [{"idTag": "TAG"}]},
    ],
    "SetChargingProfile": [
        {"connectorId": 0, "csChargingProfiles": profile("ChargePointMaxProfile")},
        {"connectorId": 1, "csChargingProfiles": profile("TxDefaultProfile", chargingProfileId=8)},
        {"connectorId": 1, "csChargingProfiles": profile("TxProfile", "Relative", transactionId=5)},
        {
            "connectorId": 1,
            "csChargingProfiles": profile("TxDefaultProfile", "Recurring", recurrencyKind="Daily"),
        },
    ],
    "SignedUpdateFirmware": [
        {
            "requestId": 11,
            "retries": 2,
            "retryInterval": 30,
            "firmware": {
                "location": "https://files.example.com/firmware.bin",
                "retrieveDateTime": "2026-01-01T00:00:00Z",
                "installDateTime": "2026-01-01T01:00:00Z",
                "signingCertificate": PEM,
                "signature": "bm90IGEgc2lnbmF0dXJl",
            },
        }
    ],
    "TriggerMessage": [
        {"requestedMessage": "Heartbeat"},
        {"requestedMessage": "MeterValues", "connectorId": 1},
    ],
    "UnlockConnector": [{"connectorId": 1}, {"connectorId": 99}],
    "UpdateFirmware": [
        {"location": "https://files.example.com/firmware.bin", "retrieveDate": "2026-01-01T00:00:00Z"},
        {
            "location": "https://files.example.com/firmware.bin",
            "retrieveDate": "2026-01-01T00:00:00Z",
            "retries": 3,
            "retryInterval": 60,
        },
    ],
}

ACCEPTED = {"status": "Accepted"}

# action → members of the usual answer, as the `ocpp` package names them
ANSWERS: dict[str, dict] = {action: ACCEPTED for action in REQUESTS} | {
    "GetCompositeSchedule": {"status": "Rejected"},
    "GetConfiguration": {"configuration_key": [], "unknown_key": []},
    "GetDiagnostics": {"file_name": "diagnostics.zip"},
    "GetInstalledCertificateIds": {"status": "NotFound"},
    "GetLocalListVersion": {"list_version": 0},
    "UnlockConnector": {"status": "Unlocked"},
    "UpdateFirmware": {},
}
