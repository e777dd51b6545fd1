import HTTPTypes
import Hummingbird
import Logging

/// Logs every request at debug level: the route rather than the path, because paths hold idTags.
struct AccessLogMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard context.logger.logLevel <= .debug else { return try await next(request, context) }
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        context.logger.debug(
            "Request answered",
            metadata: [
                "http.method": "\(request.method.rawValue)", "http.route": "\(context.endpointPath ?? "NotFound")",
                "http.status": "\(response.status.code)", "duration": "\(clock.now - start)",
            ])
        return response
    }
}
