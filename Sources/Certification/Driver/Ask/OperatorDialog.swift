/// Where the test and the person who operates the Central System talk.
package protocol OperatorDialog: Sendable {
    /// Shows a text as it is, without a line break of its own.
    func show(_ text: String)

    /// The next line that the person types, without its line break; nil when there will be no more, or nobody waits any longer
    /// (the task was cancelled).
    func nextLine() async -> String?
}
