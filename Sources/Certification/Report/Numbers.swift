import Foundation

/// Numbers as reports for people write them.
enum ReportNumber {
    /// Milliseconds with a unit: `0.8 ms`, `34 ms`, `1.25 s`.
    static func duration(milliseconds: Double) -> String {
        switch milliseconds {
        case ..<10: String(format: "%.1f ms", milliseconds)
        case ..<1000: String(format: "%.0f ms", milliseconds)
        case ..<60_000: seconds(milliseconds / 1000)
        default: "\(Int(milliseconds / 60_000)) min \(Int(milliseconds.truncatingRemainder(dividingBy: 60_000) / 1000)) s"
        }
    }

    /// Whole milliseconds with a unit: `3 ms`.
    static func duration(_ milliseconds: Int) -> String {
        milliseconds < 10 ? "\(milliseconds) ms" : duration(milliseconds: Double(milliseconds))
    }

    /// A limit: `10 s`, `100 ms`.
    static func limit(milliseconds: Double) -> String {
        milliseconds < 1000 || milliseconds.truncatingRemainder(dividingBy: 1000) != 0
            ? duration(milliseconds: milliseconds) : "\(Int(milliseconds / 1000)) s"
    }

    /// A rate or a share with as many digits as mean something.
    static func rate(_ perSecond: Double) -> String {
        String(format: perSecond < 10 ? "%.1f" : "%.0f", perSecond)
    }

    /// `1 case`, `2 cases`.
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    private static func seconds(_ seconds: Double) -> String {
        String(format: "%.2f s", seconds)
    }
}
