/// Shares what the whole charge point may draw between its connectors.
enum LimitSharing {
    /// Nobody gets more than he can use, and what one does not use is left to the others: equal shares but for that.
    ///
    /// - Parameter demands: what each could use, 0 or more.
    /// - Returns: what each gets; together never more than `total`.
    static func shares(of total: Double, between demands: [Double]) -> [Double] {
        var shares = demands.map { _ in 0.0 }
        var left = max(0, total)
        let order = demands.indices.sorted { demands[$0] < demands[$1] }
        for (position, index) in order.enumerated() {
            let share = min(demands[index], left / Double(order.count - position))
            shares[index] = share
            left = max(0, left - share)
        }
        return shares
    }
}
