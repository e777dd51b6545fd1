import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// How long our own messages wait for the answer to go out, in seconds, when nobody says that it has.
    private static let answerPatience = 0.25

    /// Answers a CALL of the Central System. What follows from it is sent only after the answer.
    mutating func answer(_ action: OCPPAction, _ payload: JSONNode, at now: Timestamp) -> CallAnswer {
        lastExchange = now
        heldUntil = profile.pace.moment(Self.answerPatience, after: now)
        let security = profile.security.knowsExtension ? CommandTable.security[action] : nil
        guard let command = CommandTable.entries[action] ?? security else {
            return .failure(CallError(.notImplemented, "\(action) is not implemented"))
        }
        do {
            let isSupported = profile.featureProfiles.contains(command.profile)
            return .result(try (isSupported ? command.perform : command.refuse)(&self, payload, now))
        } catch let error as CallError {
            return .failure(error)
        } catch let error as PayloadError {
            note(.invalidMessages, "\(action)", at: now)
            return .failure(CallError(error.code, "\(error)"))
        } catch {
            return .failure(CallError(.internalError, "\(error)"))
        }
    }

    /// The answer has gone out: what follows from it may.
    mutating func answerSent() {
        heldUntil = nil
    }

    mutating func clearCache() -> ClearCacheResponse {
        guard configuration.bool(.authorizationCacheEnabled) else { return ClearCacheResponse(status: .rejected) }
        cache.clear()
        return ClearCacheResponse(status: .accepted)
    }

    /// GetConfiguration (OCPP 1.6, section 5.8).
    ///
    /// - Throws: `CallError` for more keys than GetConfigurationMaxKeys.
    func getConfiguration(_ request: GetConfiguration) throws(CallError) -> GetConfigurationResponse {
        let maximum = configuration.integer(.getConfigurationMaxKeys)
        guard request.key?.count ?? 0 <= maximum else {
            throw CallError(.occurenceConstraintViolation, "key: at most \(maximum) at once")
        }
        let report = configuration.report((request.key ?? []).map(\.text))
        return GetConfigurationResponse(
            configurationKey: report.known.isEmpty ? nil : report.known,
            unknownKey: report.unknown.isEmpty ? nil : report.unknown.map { CiString(truncating: $0) })
    }

    mutating func changeConfiguration(
        _ request: ChangeConfiguration, at now: Timestamp
    ) -> ChangeConfigurationResponse {
        let status =
            switch ConfigurationKey.named(request.key.text) {
            case .authorizationKey? where configuration.has(.authorizationKey):
                changeAuthorizationKey(to: request.value.text, at: now)
            case .securityProfile? where configuration.has(.securityProfile):
                changeSecurityProfile(to: request.value.text, at: now)
            default: configuration.change(request.key.text, to: request.value.text)
            }
        if status == .accepted {
            switch ConfigurationKey.named(request.key.text) {
            case .meterValueSampleInterval, .clockAlignedDataInterval: sampleIntervalsChanged(at: now)
            case .webSocketPingInterval: newSettings = connectionSettings
            case .authorizationCacheEnabled where !configuration.bool(.authorizationCacheEnabled): cache.clear()
            default: break
            }
        }
        return ChangeConfigurationResponse(status: status)
    }

    mutating func reset(_ request: Reset, at now: Timestamp) -> ResetResponse {
        guard shutdown == nil else { return ResetResponse(status: .rejected) }
        reset(request.type, at: now)
        return ResetResponse(status: .accepted)
    }
}
