import OCPP16

/// What one driver does, decided on arrival. All times are in real seconds, already shortened by the acceleration.
struct VisitPlan: Hashable, Sendable {
    enum Ending: Hashable, Sendable {
        /// The driver presents the idTag again and unplugs.
        case presentsIdTag
        /// The driver unplugs the vehicle without a word.
        case unplugsVehicle
    }

    let idTag: IdToken
    let vehicle: Vehicle
    /// Plugs in first and presents the idTag then; else the other way round.
    let plugsInFirst: Bool
    /// Whether the driver who was authorized plugs in at all.
    let plugsIn: Bool
    let secondsToPresent: Double
    let secondsToPlugIn: Double
    /// From the start of the transaction to the driver's return.
    let parkedSeconds: Double
    let ending: Ending
    /// From the end of the transaction until the cable is out.
    let secondsToLeave: Double
}

extension VisitPlan {
    /// A driver like others.
    ///
    /// - Parameter connector: counted from 0.
    static func random(
        at connector: Int, of profile: ChargePointProfile, using random: inout SeededRandom
    ) -> VisitPlan? {
        guard profile.idTags.indices.contains(connector),
            let idTag = profile.idTags[connector].randomElement(using: &random)
        else { return nil }
        return VisitPlan(
            idTag: idTag,
            vehicle: .arriving(using: &random),
            plugsInFirst: Int.random(in: 0..<10, using: &random) < 7,
            plugsIn: Int.random(in: 0..<50, using: &random) > 0,
            secondsToPresent: profile.shortened(Double.random(in: 5...40, using: &random)),
            secondsToPlugIn: profile.shortened(Double.random(in: 5...30, using: &random)),
            parkedSeconds: profile.shortened(Double.random(in: profile.sessionSeconds, using: &random)),
            ending: Int.random(in: 0..<10, using: &random) < 8 ? .presentsIdTag : .unplugsVehicle,
            secondsToLeave: profile.shortened(Double.random(in: 10...90, using: &random)))
    }

    /// A driver who starts with an app: somebody stands at the connector and plugs in.
    static func remote(
        _ idTag: IdToken, of profile: ChargePointProfile, using random: inout SeededRandom
    ) -> VisitPlan {
        VisitPlan(
            idTag: idTag, vehicle: .arriving(using: &random), plugsInFirst: false, plugsIn: true, secondsToPresent: 0,
            secondsToPlugIn: profile.shortened(Double.random(in: 5...30, using: &random)),
            parkedSeconds: profile.shortened(Double.random(in: profile.sessionSeconds, using: &random)),
            ending: .unplugsVehicle,
            secondsToLeave: profile.shortened(Double.random(in: 10...90, using: &random)))
    }
}
