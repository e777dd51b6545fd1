extension Setting {
    /// The keys about limits that keep strangers from doing harm, in the order of the documentation.
    static let defences: [Setting] = []
}
