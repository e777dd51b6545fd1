import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// Something at a connector breaks: its transaction and its reservation end (OCPP 1.6, section 5.13).
    mutating func breakDown(_ code: ChargePointErrorCode, at index: Int, _ now: Timestamp) {
        journal.record(.faulted(connector: connectors[index].number, code), at: now)
        if connectors[index].transaction != nil {
            stopTransaction(.other, at: index, now)
        } else if connectors[index].visit.plan != nil {
            driverGivesUp(at: index, now)
        }
        connectors[index].fault = code
        endUntenableReservations()
        announce(index, at: now)
    }

    /// It works again.
    mutating func repair(at index: Int, _ now: Timestamp) {
        guard connectors[index].fault != nil else { return }
        journal.record(.repaired(connector: connectors[index].number), at: now)
        connectors[index].fault = nil
        announce(index, at: now)
    }

    /// DataTransfer (OCPP 1.6, section 5.6). No vendor's extension is known here but the simulator's own, with which faults
    /// are played: vendorId of the charge point's vendor, messageId `Fault` with data like `1` or `1 GroundFailure`, and
    /// `Repair` with data like `1`. With the security extension also `SecurityEvent` with the name of an event that is to
    /// happen, and `RequestCertificate` for a certificate that the charge point asks for by itself.
    mutating func dataTransfer(_ request: DataTransfer, at now: Timestamp) -> DataTransferResponse {
        guard request.vendorId.key == profile.model.vendor.key else {
            return DataTransferResponse(status: .unknownVendorId)
        }
        let words = (request.data ?? "").split(separator: " ")
        let index = words.first.flatMap { Int($0) }.map { $0 - 1 }
        switch request.messageId?.key {
        case "fault":
            let code = words.count > 1 ? ChargePointErrorCode(rawValue: String(words[1])) : .otherError
            guard let index, connectors.indices.contains(index), let code, code != .noError else {
                return DataTransferResponse(status: .rejected)
            }
            breakDown(code, at: index, now)
        case "repair":
            guard let index, connectors.indices.contains(index) else { return DataTransferResponse(status: .rejected) }
            repair(at: index, now)
        case "securityevent" where profile.security.knowsExtension:
            note(.named(request.data ?? ""), "played", at: now)
        case "requestcertificate" where profile.security.knowsExtension: requestCertificate(isTriggered: false)
        default: return DataTransferResponse(status: .unknownMessageId)
        }
        return DataTransferResponse(status: .accepted)
    }
}
