import HTTPTypes
import Hummingbird
import Logging
import NIOCore

extension FileRequestContext {
    /// An answer without a file: a line for people, because few charge points look further than the status. The log tells who
    /// asked; the address is left out, because it may still be good. The connection ends with it.
    func refuse(_ status: HTTPResponse.Status, _ reason: String, headers: HTTPFields = [:]) -> Response {
        logger.info(
            "A file was refused",
            metadata: [
                "http.route": "\(endpointPath ?? "NotFound")", "http.status": "\(status.code)", "peer": "\(peer)",
                "reason": "\(reason)",
            ])
        closeSoon()
        var headers = headers
        headers[.connection] = "close"
        return Response(text: reason, status: status, headers: headers)
    }
}

extension Response {
    /// A line of plain text.
    init(text: String, status: HTTPResponse.Status, headers: HTTPFields = [:]) {
        var headers = headers
        headers[.contentType] = "text/plain; charset=utf-8"
        headers[.cacheControl] = "no-store"
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
