import OCPPJ
import Persistence

extension CallError {
    /// The CALLERROR for whatever a handler threw.
    init(refusing error: any Error) {
        switch error {
        case let error as CallError: self = error
        case let error as PayloadError: self.init(error.code, error.description)
        case let error as DatabaseError where error.code == .full:
            self.init(.internalError, "storage is full, try again later")
        case is DatabaseError: self.init(.internalError, "the message could not be stored, try again later")
        default: self.init(.internalError, "the message could not be processed, try again later")
        }
    }

    /// The refusal of a message for which the charge point is not accepted.
    static func notAccepted(_ action: OCPPAction, status: String) -> CallError {
        CallError(
            .securityError,
            "\(action) is not served while the charge point is \(status); boot first, and repeat it when Accepted")
    }
}
