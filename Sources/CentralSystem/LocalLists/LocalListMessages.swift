import OCPP16
import OCPPJ
import Persistence

/// Follows every SendLocalList, whoever sends it. A version is taken over, and entries with it, only on Accepted.
struct SendLocalListObserver: CommandObserver {
    typealias Request = SendLocalList

    func recorded(_ request: SendLocalList, _ command: CommandReference, in connection: any SQLConnection) throws {
        let key = command.chargePoint.key
        try LocalListStore.add(request, command, in: connection)
        var state = try LocalListStore.state(of: key, in: connection)
        state.highestVersion = max(state.highestVersion, request.listVersion)
        try LocalListStore.save(state, of: key, in: connection)
    }

    func concluded(
        _ request: SendLocalList, _ conclusion: CommandConclusion<SendLocalListResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        let key = command.chargePoint.key
        var state = try LocalListStore.state(of: key, in: connection)
        switch conclusion {
        case .answered(let confirmation, let moment):
            let change = state.answered(
                confirmation.status, to: request.updateType, version: request.listVersion, at: moment)
            state.digest = try LocalListStore.apply(
                change, request.localAuthorizationList ?? [], to: key, digest: state.digest, in: connection)
            try LocalListStore.conclude(
                command.id, .answered, status: confirmation.status, explanation: nil, at: moment, in: connection)
        case .unanswered(let outcome, let text, let moment):
            state.unanswered(outcome)
            try LocalListStore.conclude(command.id, outcome, status: nil, explanation: text, at: moment, in: connection)
        }
        try LocalListStore.save(state, of: key, in: connection)
    }
}

/// Follows every GetLocalListVersion, whoever sends it.
struct GetLocalListVersionObserver: CommandObserver {
    typealias Request = GetLocalListVersion

    func concluded(
        _ request: GetLocalListVersion, _ conclusion: CommandConclusion<GetLocalListVersionResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        guard case .answered(let confirmation, let moment) = conclusion else { return }
        let key = command.chargePoint.key
        var state = try LocalListStore.state(of: key, in: connection)
        let change = state.reported(confirmation.listVersion, at: moment)
        state.digest = try LocalListStore.apply(change, [], to: key, digest: state.digest, in: connection)
        try LocalListStore.save(state, of: key, in: connection)
    }
}

/// Keeps lists true to what charge points report.
struct LocalListEvents: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .statusReported(_, let report) where report.errorCode == .localListConflict:
            var state = try LocalListStore.state(of: chargePointKey, in: connection)
            state.conflictReportedAt = moment
            try LocalListStore.save(state, of: chargePointKey, in: connection)
        case .removed:
            try LocalListStore.remove(chargePointKey: chargePointKey, in: connection)
        default:
            break
        }
    }
}
