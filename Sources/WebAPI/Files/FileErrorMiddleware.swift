import CentralSystem
import HTTPTypes
import Hummingbird
import Logging
import OCPPJ
import Persistence

/// Answers every error of the listener for files with a status and a line of text.
struct FileErrorMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: FileRequestContext, next: (Request, FileRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as FileExchangeError {
            if error.code == .storageFailed {
                context.logger.error("A file could not be stored", metadata: ["error": "\(error)"])
                return context.refuse(.internalServerError, "The file could not be stored.")
            }
            return context.refuse(Self.status(error.code), error.description)
        } catch let error as HTTPError {
            return context.refuse(error.status, error.body ?? "There is nothing here.")
        } catch let error as DatabaseError where error.code == .full {
            return context.refuse(.insufficientStorage, "There is no room left.")
        } catch is CancellationError {
            return context.refuse(.serviceUnavailable, "The server is stopping.")
        } catch {
            context.logger.error("A request for a file failed", metadata: ["error": "\(error)"])
            return context.refuse(.serviceUnavailable, "The request failed; try again later.")
        }
    }

    private static func status(_ code: FileExchangeError.Code) -> HTTPResponse.Status {
        switch code {
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .noRoom: .insufficientStorage
        case .incomplete, .invalidMember, .checksumMismatch: .badRequest
        case .unavailable: .serviceUnavailable
        case .storageFailed: .internalServerError
        }
    }
}

extension HTTPResponse.Status {
    /// The server has no room for it (RFC 4918, section 11.5).
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
