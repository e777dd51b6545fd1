import OCPP16
package import OCPPJ

extension Reservation {
    /// How far a charge point's clock may be off before its times are taken at their word: what it reports with an older time
    /// than the reservation's own is about the past (kept while it was offline) and not about the reservation.
    static let clockToleranceSeconds = 300

    /// A connector that is given free so much earlier than `expiryDate` is worth a flag; less is a matter of clocks.
    static let earlySeconds = 60

    /// The reservation as it stands at `moment`: an active one whose time has passed is expired, recorded or not.
    package func seen(at moment: Timestamp) -> Reservation {
        guard state == .active, expiryDate <= moment else { return self }
        var copy = self
        copy.end(.expired, at: expiryDate)
        return copy
    }

    /// Whether a driver may use it: the idTag itself, one of the named group, or the group's own idTag (OCPP 1.6, section 5.13).
    func isFor(_ idTag: IdToken, parentIdTag: IdToken?) -> Bool {
        if idTag == self.idTag { return true }
        guard let reserved = self.parentIdTag else { return false }
        return parentIdTag == reserved || idTag == reserved
    }

    func covers(connectorId: Int) -> Bool { self.connectorId == 0 || self.connectorId == connectorId }

    mutating func end(_ state: ReservationState, at moment: Timestamp, _ explanation: String? = nil) {
        self.state = state
        self.explanation = explanation
        endedAt = moment
        isSeenReserved = false
        overtaking = nil
    }

    mutating func flag(_ code: RecordFlag.Code, _ detail: String, at moment: Timestamp) {
        flags.append(RecordFlag(code, detail, at: moment))
    }

    /// Takes over the status in ReserveNow.conf. Never throws a later state back.
    mutating func answered(_ status: ReservationStatus, at moment: Timestamp) {
        answer = status
        answeredAt = moment
        guard state == .requested else {
            if state == .used, status != .accepted {
                flag(.usedThoughNotAccepted, "it was used, and then ReserveNow was answered \(status.rawValue)", at: moment)
            }
            return
        }
        guard status == .accepted else { return end(.refused, at: moment) }
        state = .active
        guard let overtaking else { return }
        self.overtaking = nil
        // What came before the answer is about the time before the reservation.
        guard overtaking.at >= moment else { return }
        end(overtaking.state, at: overtaking.at, overtaking.explanation)
        transactionId = overtaking.transactionId
        if let transactionId { flagOmission(transactionId, at: overtaking.at) }
    }

    /// ReserveNow has no usable answer.
    mutating func unanswered(_ text: String, at moment: Timestamp) {
        guard state == .requested else {
            if state == .used { flag(.usedThoughNotAccepted, "it was used, though ReserveNow: \(text)", at: moment) }
            return
        }
        end(.unanswered, at: moment, text)
    }

    /// A transaction started that uses this reservation.
    ///
    /// - Parameter isNamed: whether StartTransaction named the reservation. The charge point then knows best, also when the
    ///   connector, the idTag or the time does not fit.
    mutating func use(by transaction: StartedTransaction, isNamed: Bool, at moment: Timestamp) {
        guard isNamed || state != .requested else {
            overtaking = Overtaking(state: .used, at: moment, transactionId: transaction.id)
            return
        }
        if isNamed {
            flagMisfits(of: transaction, at: moment)
        } else {
            flagOmission(transaction.id, at: moment)
        }
        end(.used, at: moment)
        transactionId = transaction.id
    }

    private mutating func flagMisfits(of transaction: StartedTransaction, at moment: Timestamp) {
        let name = "transaction \(transaction.id)"
        if !covers(connectorId: transaction.connectorId) {
            flag(.usedOnOtherConnector, "\(name) started on connector \(transaction.connectorId)", at: moment)
        }
        if !isFor(transaction.idTag, parentIdTag: transaction.parentIdTag) {
            flag(.usedByOtherIdTag, "\(name) was started by idTag \(transaction.idTag.text)", at: moment)
        }
        // A start that was kept offline and lies before the expiry is nothing special.
        if state == .faulted || transaction.startTimestamp >= expiryDate {
            flag(.usedAfterEnd, "\(name) named it after it had ended as \(seen(at: moment).state.rawValue)", at: moment)
        }
    }

    private mutating func flagOmission(_ transactionId: Int, at moment: Timestamp) {
        flag(
            .reservationIdOmitted, "transaction \(transactionId) did not name the reservation; it was found by its idTag",
            at: moment)
    }
}
