import OCPP16
import OCPPJ
import Persistence

/// Keeps the life of signed updates: the same as of the others, but for what SignedUpdateFirmware can be answered with (security
/// whitepaper, section 6.16).
struct SignedFirmwareTracking: CommandObserver {
    let updates: FirmwareUpdateTracking

    func recorded(_ request: SignedUpdateFirmware, _ command: CommandReference, in connection: any SQLConnection) throws {
        try updates.record(FirmwareOrder(request, requestedAt: command.requestedAt), command, in: connection)
    }

    func concluded(
        _ request: SignedUpdateFirmware, _ conclusion: CommandConclusion<SignedUpdateFirmwareResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        switch conclusion {
        case .answered(let answer, let time):
            try FirmwareUpdateTracking.conclude(command, at: time, in: connection) { update in
                switch answer.status {
                // A charge point has one update at a time, whether it says that it cancelled the one before (L01.FR.26) or not.
                case .accepted, .acceptedCanceled:
                    update.life.answered(at: time)
                    try FirmwareUpdateTracking.supersede(by: &update, at: time, in: connection)
                case .rejected: update.life.refused(.rejected, at: time)
                case .invalidCertificate: update.life.refused(.invalidCertificate, at: time)
                case .revokedCertificate: update.life.refused(.revokedCertificate, at: time)
                }
            }
        case .unanswered(let outcome, let text, let time):
            try FirmwareUpdateTracking.conclude(command, at: time, in: connection) {
                $0.life.unanswered(outcome, text, at: time)
            }
        }
    }
}
