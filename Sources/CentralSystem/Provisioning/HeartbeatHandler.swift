import OCPP16
import OCPPJ

/// Answers Heartbeat (OCPP 1.6, section 4.6) with the time. That the charge point was heard of is kept by its session; nothing is
/// written for it.
struct HeartbeatHandler: CallHandler {
    let time: any TimeSource

    func handle(_ request: Heartbeat, _ context: CallContext) async throws -> HeartbeatResponse {
        HeartbeatResponse(currentTime: DateTime(time.now()))
    }
}
