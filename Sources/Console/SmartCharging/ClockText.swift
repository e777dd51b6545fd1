import Foundation
import OCPPJ
import WebAPI

/// Lengths of time as operators type them: `8:00` is eight hours, `0:30:15` half an hour and a quarter of a minute.
enum ClockText {
    /// In seconds; nil for anything else.
    static func seconds(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...5).contains($0.count) && $0.allSatisfy(\.isASCII) }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers.allSatisfy({ $0 >= 0 }), numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
    }

    static func text(seconds: Int) -> String {
        let rest = seconds % 60
        return "\(seconds / 3600):\(two(seconds / 60 % 60))" + (rest == 0 ? "" : ":\(two(rest))")
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
