extension String {
    /// Whether nothing in it can end a line, move the cursor or turn the direction of writing: fit for lists, logs and headers.
    package var isPlainText: Bool { unicodeScalars.allSatisfy(\.isPlain) }
}

extension Unicode.Scalar {
    /// Whether it is neither a control character nor one that only changes how others are shown.
    package var isPlain: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: true
        }
    }
}
