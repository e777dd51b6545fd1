/// Something that charge points in the field do otherwise than OCPP 1.6 wants it, as a switch. The numbers are those of the field
/// notes on real charge points.
package enum Quirk: String, CaseIterable, Sendable {
    /// 1.1: the upgrade has no `Sec-WebSocket-Protocol` header.
    case noSubprotocol
    /// 1.2: the URL ends with a slash.
    case trailingSlash
    /// 1.2: there are two slashes before the identity.
    case doubleSlash
    /// 1.2: every character of the identity is percent-encoded.
    case percentEncodedIdentity
    /// 1.3: the password is sent as the hexadecimal text of its bytes.
    case passwordAsHex

    /// 2.3: message ids are used again and again, for other messages too.
    case reusesMessageIDs
    /// 2.5: answers to requests that were never sent.
    case unsolicitedAnswers

    /// 3.1: an empty payload is `null`, not `{}`.
    case nullPayload
    /// 3.2: offsets of hours only, such as `+02`.
    case hourOffsets
    /// 3.2: times without a zone.
    case noZone
    /// 3.2: local time, two hours ahead, marked `Z`.
    case localTimeMarkedUTC
    /// 3.2: the clock begins in 1970 when the charge point starts, until a Heartbeat's answer sets it.
    case startsIn1970
    /// 3.3: temperatures in "Celcius".
    case celcius
    /// 3.3: frequencies in "Hz".
    case hz
    /// 3.3: a measurand that no specification knows.
    case unknownMeasurand
    /// 3.3: a value that is no number.
    case textForNumber
    /// 3.3: an empty list of samples beside the good ones.
    case emptySamples
    /// 3.4: kilowatt-hours that are labelled Wh.
    case kilowattHoursAsWattHours
    /// 3.4: samples without unit and measurand.
    case noUnits
    /// 3.4: the register counts from the start of each session.
    case sessionRegister
    /// 3.5: MeterValues for the transaction 0.
    case meterValuesForTransaction0
    /// 3.5: MeterValues for the transaction -1.
    case meterValuesForTransactionMinus1
    /// 3.5: MeterValues of a transaction without its id.
    case meterValuesWithoutTransaction

    /// 4.4: StopTransaction for the transaction -1.
    case stopsTransactionMinus1
    /// 4.4: StopTransaction for the transaction 0.
    case stopsTransaction0
    /// 4.5: `meterStop` is -1.
    case meterStopMinus1
    /// 4.5: `meterStop` is 0 after a real session.
    case meterStop0
    /// 4.5: `meterStop` is less than `meterStart`.
    case meterStopBelowStart
    /// 4.6: no MeterValues at all.
    case noMeterValues
}

extension Quirk {
    /// Of each group, a charge point has one at most: they decide about the same thing.
    static let alternatives: [[Quirk]] = [
        [.hourOffsets, .noZone, .localTimeMarkedUTC],
        [.meterValuesForTransaction0, .meterValuesForTransactionMinus1, .meterValuesWithoutTransaction, .noMeterValues],
        [.stopsTransactionMinus1, .stopsTransaction0],
        [.meterStopMinus1, .meterStop0, .meterStopBelowStart],
        [.meterStopBelowStart, .sessionRegister],
    ]
}

extension Quirk {
    /// Those that show when a connection is made.
    static let ofConnections: [Quirk] = [.noSubprotocol, .trailingSlash, .doubleSlash, .percentEncodedIdentity, .passwordAsHex]
}
