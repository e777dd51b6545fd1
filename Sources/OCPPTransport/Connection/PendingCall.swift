import OCPPJ

/// One of our CALLs on its way, and the caller who waits for its answer.
struct PendingCall: Sendable {
    let action: OCPPAction
    let payload: [UInt8]
    let form: CallForm
    let timeoutMilliseconds: Int64
    let continuation: CheckedContinuation<Result<CallReply, CallFailure>, Never>

    func fail(_ code: CallFailure.Code, messageID: String? = nil, sentAt: Timestamp? = nil, error: CallError? = nil) {
        continuation.resume(
            returning: .failure(CallFailure(code, action: action, error: error, messageID: messageID, sentAt: sentAt)))
    }
}
