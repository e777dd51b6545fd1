extension StringProtocol {
    /// The beginning of the text, at most so many Unicode scalars of it.
    ///
    /// For texts of strangers, where `prefix` would not do: to Swift a letter with a million accents is one character.
    package func cut(to scalars: Int) -> String {
        utf8.count <= scalars ? String(self) : String(String.UnicodeScalarView(unicodeScalars.prefix(scalars)))
    }
}
