package import OCPP16

/// What kind of charge point a virtual one is.
package struct ChargePointModel: Hashable, Sendable {
    /// `chargePointVendor` of BootNotification.
    package var vendor: CiString<20>
    /// `chargePointModel` of BootNotification.
    package var name: CiString<20>
    package var firmwareVersion: CiString<50>
    /// What each connector gives.
    package var supply: Supply
    /// Whether the cable is fixed to the charge point: then there is no lock to open.
    package var hasFixedCable: Bool

    package init(
        vendor: CiString<20>, name: CiString<20>, firmwareVersion: CiString<50>, supply: Supply, hasFixedCable: Bool
    ) {
        self.vendor = vendor
        self.name = name
        self.firmwareVersion = firmwareVersion
        self.supply = supply
        self.hasFixedCable = hasFixedCable
    }
}

extension ChargePointModel {
    /// Sockets of 22 kW for the driver's own cable.
    package static let socket22 = virtual("Socket 22", .alternating(phases: 3, amperes: 32), hasFixedCable: false)
    /// Cables of 11 kW.
    package static let cable11 = virtual("Cable 11", .alternating(phases: 3, amperes: 16), hasFixedCable: true)
    /// Direct current, 150 kW.
    package static let fast150 = virtual("Fast 150", .direct(watts: 150_000), hasFixedCable: true)

    /// The models by name, for command lines.
    package static let named = ["socket22": socket22, "cable11": cable11, "fast150": fast150]

    private static func virtual(_ name: String, _ supply: Supply, hasFixedCable: Bool) -> ChargePointModel {
        ChargePointModel(
            vendor: CiString(truncating: "Stationmaster"), name: CiString(truncating: name),
            firmwareVersion: CiString(truncating: "1.0.0-simulated"), supply: supply, hasFixedCable: hasFixedCable)
    }
}
