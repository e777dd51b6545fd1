extension Setting {
    /// The keys about TLS for charge points, in the order of the documentation.
    static let tls: [Setting] = []
}
