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
            let known = profile.idTags[connector].randomElement(using: &random)
        else { return nil }
        let habits = profile.drivers
        func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
        let stranger = happens(habits.unknownIdTag) ? profile.unknownIdTags.randomElement(using: &random) : nil
        return VisitPlan(
            idTag: stranger ?? known,
            vehicle: .arriving(using: &random),
            plugsInFirst: happens(habits.plugInFirst),
            plugsIn: !happens(habits.neverPlugIn),
            secondsToPresent: profile.shortened(Double.random(in: 5...40, using: &random)),
            secondsToPlugIn: profile.shortened(Double.random(in: 5...30, using: &random)),
            parkedSeconds: profile.shortened(Double.random(in: habits.stay, using: &random)),
            ending: happens(habits.unplugToEnd) ? .unplugsVehicle : .presentsIdTag,
            secondsToLeave: profile.shortened(Double.random(in: 10...90, using: &random)))
    }

    /// A driver who starts with an app: somebody stands at the connector and plugs in.
    static func remote(
        _ idTag: IdToken, of profile: ChargePointProfile, using random: inout SeededRandom
    ) -> VisitPlan {
        VisitPlan(
            idTag: idTag, vehicle: .arriving(using: &random), plugsInFirst: false, plugsIn: true, secondsToPresent: 0,
            secondsToPlugIn: profile.shortened(Double.random(in: 5...30, using: &random)),
            parkedSeconds: profile.shortened(Double.random(in: profile.drivers.stay, using: &random)),
            ending: .unplugsVehicle,
            secondsToLeave: profile.shortened(Double.random(in: 10...90, using: &random)))
    }
}
