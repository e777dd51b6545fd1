/// Counts deviations of one charge point. Never blocks and never fails: noting a deviation costs a lock and no I/O.
package struct DeviationRecorder: Sendable {
    private let chargePointKey: Int64
    private let ledger: DeviationLedger

    package init(chargePointKey: Int64, ledger: DeviationLedger) {
        self.chargePointKey = chargePointKey
        self.ledger = ledger
    }

    /// Counts one more deviation.
    ///
    /// - Parameters:
    ///   - rule: what kind it is.
    ///   - detail: what came and what was made of it, for people; the latest one is kept. Holds no secrets.
    package func note(_ rule: DeviationRule, _ detail: @autoclosure () -> String) {
        ledger.note(rule, detail(), chargePointKey: chargePointKey)
    }
}
