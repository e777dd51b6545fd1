import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// A sample of a running transaction, as MeterValueSampleInterval wants it.
    mutating func takePeriodicSample(at index: Int, _ now: Timestamp) {
        guard let transaction = connectors[index].transaction else { return }
        connectors[index].transaction?.nextSampleAt = SampleTimes.next(
            after: now, since: transaction.startedAt, interval: configuration.integer(.meterValueSampleInterval))
        recordForStop(at: index, now, context: .samplePeriodic)
        guard let value = meterValue(at: index, now, .meterValuesSampledData, context: .samplePeriodic) else { return }
        queue([value], at: index)
    }

    /// Samples of every connector at whole intervals since midnight, as ClockAlignedDataInterval wants them.
    mutating func takeAlignedSamples(at now: Timestamp) {
        guard let due = nextAlignedAt, due <= now else { return }
        nextAlignedAt = SampleTimes.nextAligned(after: now, interval: configuration.integer(.clockAlignedDataInterval))
        guard registration.permitsCharging else { return }
        for index in connectors.indices {
            guard let value = meterValue(at: index, now, .meterValuesAlignedData, context: .sampleClock) else { continue }
            queue([value], at: index)
        }
    }

    /// An interval was changed: the next samples are due by the new one.
    mutating func sampleIntervalsChanged(at now: Timestamp) {
        nextAlignedAt = SampleTimes.nextAligned(after: now, interval: configuration.integer(.clockAlignedDataInterval))
        let interval = configuration.integer(.meterValueSampleInterval)
        for index in connectors.indices {
            guard let transaction = connectors[index].transaction else { continue }
            connectors[index].transaction?.nextSampleAt = SampleTimes.next(
                after: now, since: transaction.startedAt, interval: interval)
        }
    }

    /// What the meter shows now, because the Central System asked.
    mutating func sendTriggeredMeterValues(at index: Int, _ now: Timestamp) {
        guard let value = meterValue(at: index, now, .meterValuesSampledData, context: .trigger) else { return }
        let message = MeterValues(
            connectorId: connectorId(connectors[index].number),
            transactionId: connectors[index].transaction?.transactionID, meterValue: [value])
        outbox.append(.meterValues(message), isTriggered: true)
    }

    /// Keeps a sample for StopTransaction, as StopTxnSampledData wants it.
    mutating func recordForStop(at index: Int, _ now: Timestamp, context: ReadingContext) {
        guard !configuration.text(.stopTxnSampledData).isEmpty,
            let value = meterValue(at: index, now, .stopTxnSampledData, context: context)
        else { return }
        connectors[index].transaction?.stopData.append(value)
    }

    /// Samples of a transaction are kept until they are delivered; others are worth nothing later.
    private mutating func queue(_ values: [MeterValue], at index: Int) {
        guard !has(.noMeterValues) else {
            played(.noMeterValues)
            return
        }
        let message = MeterValues(connectorId: connectorId(connectors[index].number), meterValue: values)
        if let transaction = connectors[index].transaction {
            outbox.append(.transaction(.meterValues(session: transaction.session, message)))
        } else if isOnline {
            outbox.append(.meterValues(message))
        }
    }

    /// The samples that a configuration key lists; nil when there are none.
    private mutating func meterValue(
        at index: Int, _ now: Timestamp, _ key: ConfigurationKey, context: ReadingContext
    ) -> MeterValue? {
        let reading = connectors[index].meter.reading(at: now)
        let samples = SampledValues.samples(
            of: reading, at: now, measurands: configuration.measurands(key), phases: phases(at: index), context: context)
        return samples.isEmpty ? nil : MeterValue(timestamp: dated(now), sampledValue: samples)
    }

    /// How many phases are in use; nil for direct current.
    private func phases(at index: Int) -> Int? {
        guard case .alternating(let phases, _) = profile.model.supply else { return nil }
        return min(phases, connectors[index].vehicle?.phases ?? phases)
    }
}
