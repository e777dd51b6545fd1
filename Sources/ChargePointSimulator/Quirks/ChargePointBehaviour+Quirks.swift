import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    func has(_ quirk: Quirk) -> Bool { profile.quirks.contains(quirk) }

    /// A call as it goes over the wire, with all that is odd about it. What was odd is counted.
    mutating func call(_ number: Int, _ message: OutgoingMessage) -> OutgoingCall {
        var call = OutgoingCall(number: number, message: message)
        if isRepeated(message) {
            call.form.copies = 2
            played(.repeatsMessages)
        }
        countWrongClock(in: message)
        guard !profile.quirks.isEmpty else { return call }
        call.wire = changed(message)
        if has(.nullPayload), message == .heartbeat {
            call.hasNullPayload = true
            played(.nullPayload)
        }
        if has(.reusesMessageIDs) {
            // A message is never sent under the id of the one before it: that one's answer may be repeated.
            call.form.messageID = String(number % Self.messageIDs)
            if number >= Self.messageIDs { played(.reusesMessageIDs) }
        }
        if has(.unsolicitedAnswers), number % 5 == 0 {
            call.form.followedBy = Frame.answer("unasked-\(number)", .result(Array("{}".utf8)))
            played(.unsolicitedAnswers)
        }
        return call
    }

    /// How many message ids a charge point has that uses them again.
    private static let messageIDs = 4

    private mutating func changed(_ message: OutgoingMessage) -> OutgoingMessage {
        countOddTimes(in: message)
        switch message {
        case .transaction(.start(let session, var request)):
            if has(.sessionRegister) {
                request.meterStart = 0
                played(.sessionRegister)
            }
            return .transaction(.start(session: session, request))
        case .transaction(.meterValues(let session, let request)):
            return .transaction(.meterValues(session: session, changed(request, of: session)))
        case .meterValues(let request): return .meterValues(changed(request, of: nil))
        case .transaction(.stop(let session, let request)):
            return .transaction(.stop(session: session, changed(request, of: session)))
        default: return message
        }
    }

    private mutating func changed(_ stop: StopTransaction, of session: Int) -> StopTransaction {
        var stop = stop
        let meterStart = meterStarts[session] ?? 0
        if has(.stopsTransactionMinus1) || has(.stopsTransaction0) {
            stop.transactionId = has(.stopsTransaction0) ? 0 : -1
            played(has(.stopsTransaction0) ? .stopsTransaction0 : .stopsTransactionMinus1)
        }
        if has(.sessionRegister) { stop.meterStop = max(0, stop.meterStop - meterStart) }
        if has(.meterStopMinus1) {
            stop.meterStop = -1
            played(.meterStopMinus1)
        } else if has(.meterStop0) {
            stop.meterStop = 0
            played(.meterStop0)
        } else if has(.meterStopBelowStart), meterStart > 0 {
            stop.meterStop = max(0, meterStart - 1000)
            played(.meterStopBelowStart)
        }
        stop.transactionData = stop.transactionData.map { $0.map { changed($0, meterStart: meterStart) } }
        return stop
    }

    private mutating func changed(_ values: MeterValues, of session: Int?) -> MeterValues {
        var values = values
        if has(.emptySamples), let first = values.meterValue.first {
            values.meterValue.append(MeterValue(timestamp: first.timestamp, sampledValue: []))
            played(.emptySamples)
        }
        let meterStart = session.flatMap { meterStarts[$0] }
        values.meterValue = values.meterValue.map { changed($0, meterStart: meterStart) }
        guard session != nil else { return values }
        let ids: [(Quirk, Int?)] = [
            (.meterValuesForTransaction0, 0), (.meterValuesForTransactionMinus1, -1), (.meterValuesWithoutTransaction, nil),
        ]
        for (quirk, id) in ids where has(quirk) {
            values.transactionId = id
            played(quirk)
        }
        return values
    }

    /// - Parameter meterStart: the register when the session began; nil for samples outside any.
    private mutating func changed(_ value: MeterValue, meterStart: Int?) -> MeterValue {
        var samples = value.sampledValue
        guard !samples.isEmpty else { return value }
        for quirk in Quirk.ofSamples where has(quirk) && quirk.change(&samples, meterStart: meterStart) { played(quirk) }
        return MeterValue(timestamp: value.timestamp, sampledValue: samples)
    }
}
