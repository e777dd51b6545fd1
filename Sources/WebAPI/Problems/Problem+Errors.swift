import CentralSystem
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import OCPPJ
import Persistence

extension Problem {
    /// The problem that stands for an error. Errors that nobody foresaw are logged, and say nothing of the server's inside.
    init(_ error: any Error, logger: Logger) {
        switch error {
        case let problem as Problem: self = problem
        case let error as PayloadError: self = .invalidMember(error.member, error.phrase)
        case let error as JSONSyntaxError: self.init(.invalidRequest, "The body is \(error.phrase).")
        case let error as CentralSystemError: self.init(error)
        case let error as IdTagError: self.init(error)
        case let error as TransactionError: self.init(error)
        case let error as ConfigurationTemplateError: self.init(error)
        case let error as ChargingProfileError: self.init(error)
        case let error as ReservationError: self.init(error)
        case let error as LocalListError: self.init(error)
        case let error as FileExchangeError: self.init(error, logger: logger)
        case let error as DatabaseError: self.init(error, logger: logger)
        case is NIOTooManyBytesError: self = .bodyTooLarge
        case is HTTPParserError: self.init(.invalidRequest, "The body breaks the rules of HTTP.", headers: [.connection: "close"])
        case is CancellationError: self.init(.stopping, "The request was given up because the server is stopping.")
        case let error as HTTPError: self.init(error, logger: logger)
        default: self = .unforeseen(error, logger: logger)
        }
    }

    static let bodyTooLarge = Problem(.bodyTooLarge, "The body is longer than this server takes.")

    private static func unforeseen(_ error: any Error, logger: Logger) -> Problem {
        logger.error("Request failed", metadata: ["error": "\(error)"])
        return Problem(.internalError, "The request failed for a reason that is in the server's log.")
    }

    private init(_ error: HTTPError, logger: Logger) {
        switch error.status {
        case .notFound: self.init(.notFound, "No resource has this path; GET /openapi.json lists all of them.")
        case .badRequest: self.init(.invalidRequest, error.body.map { Phrase(verbatim: $0) } ?? "The request cannot be understood.")
        case .contentTooLarge: self = .bodyTooLarge
        default: self = .unforeseen(error, logger: logger)
        }
    }

    private init(_ error: CentralSystemError) {
        switch error.code {
        case .chargePointNotFound: self.init(.chargePointNotFound, error.phrase)
        case .alreadyExists, .conflict: self.init(.conflict, error.phrase)
        case .invalidMember: self = .invalidMember(error.member ?? "body", error.phrase)
        case .unknownAction: self.init(.unknownAction, error.phrase)
        case .commandNotFound, .notFound: self.init(.notFound, error.phrase)
        case .invalidCursor: self.init(.invalidRequest, "cursor: does not come from a previous answer to the same request")
        case .notConnected: self.init(.chargePointNotConnected, error.phrase)
        }
    }

    private init(_ error: IdTagError) {
        switch error.code {
        case .unknownIdTag: self.init(.idTagNotFound, error.phrase)
        case .exists: self.init(.conflict, error.phrase)
        case .invalidMember: self = .invalidMember(error.member ?? "body", error.phrase)
        }
    }

    private init(_ error: TransactionError) {
        switch error.code {
        case .unknownTransaction: self.init(.transactionNotFound, error.phrase)
        case .unknownOrphanedStop: self.init(.notFound, error.phrase)
        case .conflict: self.init(.conflict, error.phrase)
        case .invalidMember: self = .invalidMember(error.member ?? "body", error.phrase)
        }
    }

    private init(_ error: ConfigurationTemplateError) {
        switch error.code {
        case .unknownTemplate: self.init(.notFound, error.phrase)
        case .exists, .noTarget: self.init(.conflict, error.phrase)
        case .invalidMember: self = .invalidMember(error.member ?? "body", error.phrase)
        }
    }

    private init(_ error: ChargingProfileError) {
        switch error.code {
        case .unknownTemplate, .unknownRecord: self.init(.notFound, error.phrase)
        case .templateExists: self.init(.conflict, error.phrase)
        case .invalidMember: self = .invalidMember(error.member ?? "body", error.phrase)
        }
    }

    private init(_ error: ReservationError) {
        switch error.code {
        case .unknownReservation: self.init(.notFound, error.phrase)
        case .replaced: self.init(.conflict, error.phrase)
        }
    }

    private init(_ error: LocalListError) {
        switch error.code {
        case .unknownDefinition: self.init(.notFound, error.phrase)
        case .exists, .undefined, .busy: self.init(.conflict, error.phrase)
        case .invalidMember: self = .invalidMember(error.member ?? "body", error.phrase)
        }
    }

    private init(_ error: FileExchangeError, logger: Logger) {
        switch error.code {
        case .notFound: self.init(.notFound, error.phrase)
        case .conflict: self.init(.conflict, error.phrase)
        case .invalidMember: self = .invalidMember(error.member ?? "body", error.phrase)
        case .unavailable: self.init(.notReady, error.phrase)
        case .tooLarge: self.init(.bodyTooLarge, error.phrase)
        case .noRoom: self.init(.storageFull, error.phrase)
        case .incomplete: self.init(.invalidRequest, error.phrase)
        case .checksumMismatch: self.init(.checksumMismatch, error.phrase)
        case .storageFailed:
            logger.error("A file could not be stored", metadata: ["error": "\(error)"])
            self.init(.storageFailure, "The file could not be stored or read; the server's log tells more.")
        }
    }

    /// The message of a database error is for people; its statement and its code stay in the log.
    private init(_ error: DatabaseError, logger: Logger) {
        switch error.code {
        case .full:
            self.init(.storageFull, Phrase(verbatim: error.message))
        case .busy, .closed, .inUse:
            self.init(.storageUnavailable, Phrase(verbatim: error.message))
        default:
            logger.error("Storage failed", metadata: ["error": "\(error)"])
            self.init(.storageFailure, "Storage failed (\(error.code.rawValue)); the server's log tells more.")
        }
    }
}
