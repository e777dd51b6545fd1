/// How the drivers of a charge point behave. Times are seconds before the acceleration, shares 0...1.
package struct DriverHabits: Hashable, Sendable {
    /// From the start of a transaction to the driver's return, above 0.
    package var stay: ClosedRange<Double> = 1200...5400
    /// Between two drivers at a connector, 0 or more.
    package var pause: ClosedRange<Double> = 300...3600
    /// How many plug in first and present the idTag then; the others do it the other way round.
    package var plugInFirst = 0.7
    /// How many of those who present the idTag first never plug in.
    package var neverPlugIn = 0.02
    /// How many present an idTag that nobody knows.
    package var unknownIdTag = 0.0
    /// How many end by unplugging, in place of presenting the idTag again.
    package var unplugToEnd = 0.2

    package init() {}
}
