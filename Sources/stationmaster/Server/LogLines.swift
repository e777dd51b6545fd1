import Foundation
import Logging

/// The log on standard error, one line for each message whatever it holds.
///
/// Texts of strangers stand in the log: identities, vendor names, reasons. A line break in one of them would make a line that this
/// program never wrote, and a control sequence would play with the terminal of whoever reads it. This is the last place before
/// the log leaves the program, so that nobody upstream has to think of it.
struct LogLines: TextOutputStream, Sendable {
    func write(_ string: String) {
        // What cannot be logged cannot be reported either.
        try? FileHandle.standardError.write(contentsOf: Data(Self.line(string).utf8))
    }

    /// The text with its line break at the end, and everything else that is not for reading spelt out: `\n`, `\u{1b}`.
    static func line(_ text: String) -> String {
        let body = text.utf8.last == UInt8(ascii: "\n") ? text.unicodeScalars.dropLast() : text.unicodeScalars[...]
        var line = ""
        line.reserveCapacity(text.utf8.count + 1)
        for scalar in body {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case let scalar where isUnreadable(scalar): line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line + "\n"
    }

    /// Control characters, line separators, and what turns the direction of a text or is invisible.
    private static func isUnreadable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }
}

extension Logger {
    /// The program's logger: to standard error, one line for each message.
    static func standardError(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "stationmaster") { StreamLogHandler(label: $0, stream: LogLines()) }
        logger.logLevel = level
        return logger
    }
}
