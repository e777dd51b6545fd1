/// Times from charge points have 0, 3 or 6 digits after the second; all must be taken.
enum TimeDigits {
    /// The JSON text with the digits of its times changed: 0, 3 and 6 in turn.
    ///
    /// - Parameter messageNumber: decides which.
    static func rewritten(_ text: String, messageNumber: Int) -> String {
        text.replacing(/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{3}))?Z"/) { match in
            let milliseconds = match.output.2.map(String.init) ?? "000"
            return switch messageNumber % 3 {
            case 0: "\"\(match.output.1)Z\""
            case 1: "\"\(match.output.1).\(milliseconds)Z\""
            default: "\"\(match.output.1).\(milliseconds)000Z\""
            }
        }
    }
}
