/// What it is that begins a connection to the TLS port when it is not TLS.
enum StrangeStart {
    static func words(for bytes: [UInt8]) -> String {
        if isHTTP(bytes) { return "not TLS at all: an HTTP request to the TLS port" }
        // RFC 5246, appendix E.2: the form of a ClientHello that very old clients send.
        if bytes.count > 2, bytes[0] & 0x80 != 0, bytes[2] == 1 { return "a ClientHello in the form of SSL 2.0" }
        if bytes[0] == 21 { return "a TLS alert in place of a ClientHello" }
        return "not TLS at all"
    }

    /// Whether this is the beginning of an HTTP request: a method in capital letters.
    static func isHTTP(_ bytes: [UInt8]) -> Bool {
        let methods = ["GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "PATCH ", "CONNECT ", "TRACE ", "PRI "]
        return methods.contains { method in
            let length = min(bytes.count, method.utf8.count)
            return length > 0 && bytes.prefix(length).elementsEqual(method.utf8.prefix(length))
        }
    }
}
