import OCPP16
import OCPPJ
import Persistence

/// Follows ExtendedTriggerMessage for SignChargePointCertificate, whoever sent it.
struct CertificateRenewalObserver: CommandObserver {
    func recorded(_ request: ExtendedTriggerMessage, _ command: CommandReference, in connection: any SQLConnection) throws {
        guard request.requestedMessage == .signChargePointCertificate else { return }
        try CertificateRenewalStore.insert(command, in: connection)
    }

    func concluded(
        _ request: ExtendedTriggerMessage, _ conclusion: CommandConclusion<ExtendedTriggerMessageResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        guard request.requestedMessage == .signChargePointCertificate else { return }
        switch conclusion {
        case .answered(let answer, let time):
            let accepted = answer.status == .accepted
            try CertificateRenewalStore.conclude(
                command: command.id, as: accepted ? .triggered : .refused,
                accepted ? nil : "the charge point answered \(answer.status.rawValue)", at: time, in: connection)
        case .unanswered(let outcome, let text, let time):
            try CertificateRenewalStore.conclude(
                command: command.id, as: outcome == .callError ? .refused : .unanswered, text, at: time, in: connection)
        }
    }
}
