import OCPPJ

/// What one connection of the load generator sends, message after message.
package enum LoadScript: Sendable {
    /// BootNotification and a StatusNotification for each of two connectors, then nothing.
    case boot
    case heartbeat
    /// One StartTransaction, then MeterValues with four samples for it.
    case meterValues(idTag: String)
    /// StartTransaction and StopTransaction in turn.
    case transactions(idTag: String)
    case authorize(idTag: String)
}

/// The place of one connection in its script.
struct LoadScriptState {
    private let script: LoadScript
    private let time: any TimeSource
    /// Keeps the ids of one play apart from those of the play before on the same connection.
    private let prefix = String(UInt32.random(in: 0 ... .max), radix: 36)
    private var step = 0
    private var transactionID = 0

    init(_ script: LoadScript, time: any TimeSource) {
        self.script = script
        self.time = time
    }

    /// The next CALL's text; nil when the script is at its end.
    mutating func next() -> String? {
        step += 1
        switch script {
        case .boot: return boot()
        case .heartbeat: return call("Heartbeat", "{}")
        case .meterValues(let idTag): return step == 1 ? start(idTag) : call("MeterValues", meterValues())
        case .transactions(let idTag): return step.isMultiple(of: 2) ? stop() : start(idTag)
        case .authorize(let idTag): return call("Authorize", #"{"idTag":"\#(idTag)"}"#)
        }
    }

    /// An answer came: what later messages need is remembered.
    mutating func received(_ text: [UInt8]) {
        switch script {
        case .transactions where !step.isMultiple(of: 2): break
        case .meterValues where step == 1: break
        default: return
        }
        guard case .callResult(_, let payload)? = try? Frame.decode(text) else { return }
        transactionID = payload["transactionId"]?.int ?? 0
    }

    private func call(_ action: String, _ payload: String) -> String {
        #"[2,"\#(prefix)-\#(step)","\#(action)",\#(payload)]"#
    }

    private func boot() -> String? {
        switch step {
        case 1: call("BootNotification", #"{"chargePointVendor":"Stationmaster","chargePointModel":"Load","firmwareVersion":"1.0"}"#)
        case 2, 3: call("StatusNotification", #"{"connectorId":\#(step - 1),"errorCode":"NoError","status":"Available"}"#)
        default: nil
        }
    }

    private func start(_ idTag: String) -> String {
        call("StartTransaction", #"{"connectorId":1,"idTag":"\#(idTag)","meterStart":\#(step),"timestamp":"\#(time.now().rfc3339)"}"#)
    }

    private func stop() -> String {
        call("StopTransaction", #"{"transactionId":\#(transactionID),"meterStop":\#(step + 1000),"timestamp":"\#(time.now().rfc3339)","reason":"Local"}"#)
    }

    private func meterValues() -> String {
        """
        {"connectorId":1,"transactionId":\(transactionID),"meterValue":[{"timestamp":"\(time.now().rfc3339)","sampledValue":[\
        {"value":"\(100_000 + step)","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","location":"Outlet","unit":"Wh"},\
        {"value":"7360.5","context":"Sample.Periodic","measurand":"Power.Active.Import","location":"Outlet","unit":"W"},\
        {"value":"32.0","context":"Sample.Periodic","measurand":"Current.Import","phase":"L1","location":"Outlet","unit":"A"},\
        {"value":"230.1","context":"Sample.Periodic","measurand":"Voltage","phase":"L1","location":"Outlet","unit":"V"}]}]}
        """
    }
}
