// Charge points and forms hold numbers of any size; arithmetic on them ends at the last number there is, not with the process.

extension Int {
    /// The whole part of a number, or the nearest that there is; 0 for what is no number.
    package init(clamping number: Double) {
        if let whole = Int(exactly: number.rounded(.towardZero)) {
            self = whole
        } else {
            self = number.isNaN ? 0 : number < 0 ? .min : .max
        }
    }
}

extension FixedWidthInteger where Self: SignedInteger {
    /// The sum, or the nearest number that there is.
    package func plus(clamping other: Self) -> Self {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }

    /// The difference, or the nearest number that there is.
    package func minus(clamping other: Self) -> Self {
        let (difference, overflows) = subtractingReportingOverflow(other)
        return overflows ? (other < 0 ? .max : .min) : difference
    }

    /// The product, or the nearest number that there is.
    package func times(clamping other: Self) -> Self {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? ((self < 0) == (other < 0) ? .max : .min) : product
    }
}
