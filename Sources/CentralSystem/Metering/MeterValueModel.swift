package import OCPP16
package import OCPPJ

/// Which message brought a meter value.
package enum MeterValueOrigin: Int, Hashable, Sendable {
    case meterValues = 0
    /// The `transactionData` of StopTransaction.
    case stopTransaction = 1

    /// The message's name, for people and for the API.
    package var name: String {
        switch self {
        case .meterValues: "MeterValues"
        case .stopTransaction: "StopTransaction"
        }
    }
}

/// One element of `meterValue` as it was received (OCPP 1.6, section 7.33), and what was made of it.
package struct RecordedMeterValue: Hashable, Sendable {
    /// Rises with the time of receipt; unique within one charge point.
    package var id: Int64
    package var chargePointKey: Int64
    package var connectorId: Int
    /// The transaction it is attached to, nil when it is kept with the connector.
    package var transactionId: Int?
    /// As sent: possibly unknown, closed, 0 or −1; nil when absent.
    package var transactionIdReceived: Int?
    package var origin: MeterValueOrigin
    /// Corrected; see `timestampReceived` for what was sent.
    package var timestamp: Timestamp
    /// nil when none was sent.
    package var timestampReceived: String?
    package var receivedAt: Timestamp
    /// The JSON text of the sampledValue array, as sent; always a JSON array.
    package var sampledValue: [UInt8]
    /// The good samples, normalised.
    package var samples: [NormalizedSample]
    package var setAside: [SetAsideSample]
    package var flags: [RecordFlag]
}

/// A sample in base units: Wh, W, varh, var, VA, A, V, Celsius, Fahrenheit, K, Percent, Hertz.
package struct NormalizedSample: Hashable, Sendable {
    package var measurand: Measurand
    /// nil for signed data, whose `value` is not a number.
    package var value: Double?
    /// The text as sent.
    package var text: String
    /// nil for what has no unit, such as Power.Factor.
    package var unit: String?
    package var phase: String?
    /// `Sample.Periodic` when absent.
    package var context: String
    /// `Outlet` when absent.
    package var location: String
    /// The repairs and conversions that were applied, joined by `+`; nil when the value stands as sent.
    package var rule: String?
}

/// A sample that cannot be trusted, as sent.
package struct SetAsideSample: Hashable, Sendable {
    /// Its JSON text.
    package var sample: [UInt8]
    /// Why, for people.
    package var reason: String
}

/// An energy register at a moment.
package struct RegisterReading: Hashable, Sendable {
    package var timestamp: Timestamp
    /// The register, in Wh; it may count from the session's start or over the meter's life.
    package var register: WattHours
}
