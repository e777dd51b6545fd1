extension Setting {
    /// The keys about certificates, in the order of the documentation.
    static let certificates: [Setting] = []
}
