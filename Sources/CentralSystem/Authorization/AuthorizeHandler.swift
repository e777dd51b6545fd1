package import OCPP16

/// Answers Authorize (OCPP 1.6, section 4.1): whether an idTag may start or stop charging.
///
/// Never ConcurrentTx: that is decided when a transaction starts, because charge points also authorize to stop.
package struct AuthorizeHandler: CallHandler {
    private let idTags: IdTagService

    package init(idTags: IdTagService) {
        self.idTags = idTags
    }

    package func handle(_ request: Authorize, _ context: CallContext) async throws -> AuthorizeResponse {
        AuthorizeResponse(idTagInfo: try await idTags.authorize(request.idTag, at: context.receivedAt).idTagInfo)
    }
}
