extension Setting {
    /// The keys about operators, in the order of the documentation.
    static let operators: [Setting] = []
}
