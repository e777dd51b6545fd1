extension CertificationCase {
    /// All 77 cases for a Central System, in the order of the certification.
    package static let all: [CertificationCase] =
        coreCases + firmwareManagementCases + smartChargingCases + reservationCases + localAuthListManagementCases + remoteTriggerCases
        + securityCases
}
