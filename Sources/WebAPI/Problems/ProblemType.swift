package import HTTPTypes
import OCPPJ

/// What can go wrong, named once and for all: programs match on the `type` that a problem carries (RFC 9457).
package enum ProblemType: String, CaseIterable, Sendable {
    case unauthorized
    case wrongCredentials = "wrong-credentials"
    case forbidden
    case crossSiteRequest = "cross-site-request"
    case tooManyAttempts = "too-many-attempts"
    case notFound = "not-found"
    case chargePointNotFound = "charge-point-not-found"
    case idTagNotFound = "id-tag-not-found"
    case transactionNotFound = "transaction-not-found"
    case methodNotAllowed = "method-not-allowed"
    case invalidRequest = "invalid-request"
    case invalidMember = "invalid-member"
    case bodyTooLarge = "body-too-large"
    case checksumMismatch = "checksum-mismatch"
    case unknownAction = "unknown-action"
    case conflict
    case chargePointNotConnected = "charge-point-not-connected"
    case chargePointDisconnected = "charge-point-disconnected"
    case commandTimedOut = "command-timed-out"
    case callError = "call-error"
    case commandQueueFull = "command-queue-full"
    case commandInterrupted = "command-interrupted"
    case storageFull = "storage-full"
    case storageFailure = "storage-failure"
    case storageUnavailable = "storage-unavailable"
    case notReady = "not-ready"
    case stopping
    case internalError = "internal-error"

    /// The URI that stands in the problem's `type`.
    var uri: String {
        // One kind of trouble for programs; the status tells whether trying again may help.
        let slug = self == .storageUnavailable ? ProblemType.storageFailure.rawValue : rawValue
        return "urn:stationmaster:problem:\(slug)"
    }

    package var status: HTTPResponse.Status {
        switch self {
        case .invalidRequest: .badRequest
        case .unauthorized, .wrongCredentials: .unauthorized
        case .forbidden, .crossSiteRequest: .forbidden
        case .notFound, .chargePointNotFound, .idTagNotFound, .transactionNotFound, .unknownAction: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .bodyTooLarge: .contentTooLarge
        case .invalidMember, .checksumMismatch: .unprocessableContent
        case .commandQueueFull, .tooManyAttempts: .tooManyRequests
        case .storageFailure, .internalError: .internalServerError
        case .callError: .badGateway
        case .chargePointNotConnected, .chargePointDisconnected, .commandInterrupted, .storageUnavailable, .notReady,
            .stopping:
            .serviceUnavailable
        case .commandTimedOut: .gatewayTimeout
        case .storageFull: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        }
    }

    /// The same words every time, for people; what differs is in `detail`.
    package var title: String {
        switch self {
        case .unauthorized: "A valid bearer token or session is required"
        case .wrongCredentials: "User name or password is wrong"
        case .forbidden: "Who asks is not allowed to do this"
        case .crossSiteRequest: "The request may have been forged by another site"
        case .tooManyAttempts: "There were too many attempts"
        case .notFound: "There is nothing here"
        case .chargePointNotFound: "No charge point has this id"
        case .idTagNotFound: "This idTag is not registered"
        case .transactionNotFound: "No transaction has this id"
        case .methodNotAllowed: "This method is not offered here"
        case .invalidRequest: "The request cannot be understood"
        case .invalidMember: "A member of the request is not allowed"
        case .bodyTooLarge: "The request's body is too large"
        case .checksumMismatch: "The content is not the one that was announced"
        case .unknownAction: "A Central System cannot send this action"
        case .conflict: "The state of things does not allow this"
        case .chargePointNotConnected: "The charge point is not connected"
        case .chargePointDisconnected: "The connection was lost before the charge point answered"
        case .commandTimedOut: "The charge point did not answer in time"
        case .callError: "The charge point answered with a CALLERROR"
        case .commandQueueFull: "Too many commands are waiting for this charge point"
        case .commandInterrupted: "The server stopped before the outcome was known"
        case .storageFull: "There is no room left to store this"
        case .storageFailure: "Storage failed"
        case .storageUnavailable: "Storage cannot be used at the moment"
        case .notReady: "The server cannot serve yet"
        case .stopping: "The server is stopping"
        case .internalError: "Something went wrong in the server"
        }
    }
}

extension ProblemType {
    /// The URIs of these types, each once, in the order of the list.
    static func uris(of types: [ProblemType]) -> [String] {
        var seen: Set<String> = []
        return types.map(\.uri).filter { seen.insert($0).inserted }
    }

    static let uris = uris(of: allCases)
}
