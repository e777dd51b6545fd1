package import OCPPJ

/// Samples taken at one moment (OCPP 1.6, section 7.33).
public struct MeterValue: Codable, Hashable, Sendable {
    /// When the samples were taken.
    public var timestamp: DateTime
    /// The samples. At least one is sent; charge points are known to send none.
    public var sampledValue: [SampledValue]

    public init(timestamp: DateTime, sampledValue: [SampledValue]) {
        self.timestamp = timestamp
        self.sampledValue = sampledValue
    }
}

extension MeterValue: SpecificationLimited {
    package var limitFailure: PayloadError? {
        sampledValue.isEmpty ? .tooFewElements("sampledValue") : nil
    }
}
