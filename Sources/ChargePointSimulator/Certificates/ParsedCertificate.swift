import X509

/// A certificate on the heap, shared by all who hold it: it is large, and each of thousands of charge points has some.
final class ParsedCertificate: Hashable, Sendable {
    let certificate: Certificate

    init(_ certificate: Certificate) {
        self.certificate = certificate
    }

    static func == (left: ParsedCertificate, right: ParsedCertificate) -> Bool {
        left === right || left.certificate == right.certificate
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(certificate)
    }
}
