import OCPP16
import OCPPJ

/// The profiles that have a say in a request, ranked.
struct ProfileStacks: Sendable {
    /// The profiles for one connector.
    struct Connector: Sendable {
        var id: Int
        /// The first one that has a value at a moment decides: the TxProfiles by stack level, then the TxDefaultProfiles by stack
        /// level, which a TxProfile overrules for as long as it has a value.
        var ranked: [PreparedProfile]
    }

    /// The profiles of the whole charge point by stack level, the highest first.
    var chargePointMax: [PreparedProfile] = []
    /// The connector asked for; for connector 0, all those that are added up.
    var connectors: [Connector] = []
    var disregarded: [DisregardedProfile] = []

    init(of profiles: [InstalledProfile], _ request: CompositeScheduleRequest) {
        let chargingStart = request.transactions.map(\.start).min() ?? request.start
        let maxima = profiles.filter { $0.profile.chargingProfilePurpose == .chargePointMaxProfile }
        for installed in maxima where installed.connectorId != 0 {
            disregard(installed, on: 0, .chargePointMaxProfileOnConnector)
        }
        chargePointMax = ranked(maxima.filter { $0.connectorId == 0 }, on: 0) {
            PreparedProfile($0, chargingStart: chargingStart, earliest: nil, unit: request.unit, supply: request.supply)
        }
        for connector in Self.connectors(of: request) {
            connectors.append(Connector(id: connector, ranked: forTransaction(on: connector, profiles, request)))
        }
        for installed in profiles where installed.profile.chargingProfilePurpose == .txProfile && installed.connectorId == 0 {
            disregard(installed, on: 0, .txProfileOnChargePoint)
        }
    }

    private static func connectors(of request: CompositeScheduleRequest) -> [Int] {
        guard request.connectorId == 0 else { return [request.connectorId] }
        return Set(request.connectors + request.transactions.map(\.connectorId)).filter { $0 > 0 }.sorted()
    }

    private mutating func forTransaction(
        on connector: Int, _ profiles: [InstalledProfile], _ request: CompositeScheduleRequest
    ) -> [PreparedProfile] {
        let transaction = request.transactions.last { $0.connectorId == connector }
        var txProfiles: [InstalledProfile] = []
        var defaults: [InstalledProfile] = []
        for installed in profiles where installed.connectorId == connector {
            switch installed.profile.chargingProfilePurpose {
            case .txDefaultProfile: defaults.append(installed)
            case .txProfile:
                if let cause = Self.cause(against: installed.profile, during: transaction) {
                    disregard(installed, on: connector, cause)
                } else {
                    txProfiles.append(installed)
                }
            case .chargePointMaxProfile: break
            }
        }
        // Those of connector 0 come first, so that the connector's own take their places.
        let general = profiles.filter { $0.connectorId == 0 && $0.profile.chargingProfilePurpose == .txDefaultProfile }
        let start = transaction?.start ?? request.start
        return ranked(txProfiles, on: connector) {
            PreparedProfile($0, chargingStart: start, earliest: start, unit: request.unit, supply: request.supply)
        } + ranked(general + defaults, on: connector) {
            PreparedProfile($0, chargingStart: start, earliest: nil, unit: request.unit, supply: request.supply)
        }
    }

    private static func cause(
        against profile: ChargingProfile, during transaction: RunningTransaction?
    ) -> DisregardedProfile.Cause? {
        guard let transaction else { return .noTransaction }
        guard let wanted = profile.transactionId, wanted != transaction.id else { return nil }
        return .otherTransaction(wanted)
    }

    /// The highest stack level first; of equal levels only the last one, which has replaced those before it (section 3.13.2).
    private mutating func ranked(
        _ profiles: [InstalledProfile], on connector: Int, prepare: (InstalledProfile) -> PreparedProfile
    ) -> [PreparedProfile] {
        var byLevel: [Int: InstalledProfile] = [:]
        for installed in profiles {
            if let replaced = byLevel.updateValue(installed, forKey: installed.profile.stackLevel) {
                disregard(replaced, on: connector, .replaced(by: ProfileReference(installed)))
            }
        }
        return byLevel.values.sorted { $0.profile.stackLevel > $1.profile.stackLevel }.map(prepare)
    }

    private mutating func disregard(_ installed: InstalledProfile, on connector: Int, _ cause: DisregardedProfile.Cause) {
        disregarded.append(DisregardedProfile(profile: ProfileReference(installed), connectorId: connector, cause: cause))
    }
}
