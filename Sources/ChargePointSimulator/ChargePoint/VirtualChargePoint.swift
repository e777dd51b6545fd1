package import OCPPJ

/// One OCPP 1.6 charge point without hardware: carries out over a real connection what its `ChargePointBehaviour` decides.
///
/// It has no thread and, while it has nothing to do, no work: one sleeping task at most until something is due.
package actor VirtualChargePoint {
    /// Opens a connection whose CALLs the responder answers.
    package typealias Connect =
        @Sendable (CentralSystemAccess, any CallResponder, ConnectionSettings) async throws -> any ChargePointLink
    package typealias Sleep = @Sendable (Duration) async throws -> Void

    package nonisolated let identity: String
    private var behaviour: ChargePointBehaviour
    private let callTimeout: Duration
    private let pace: ClockPace
    private let connect: Connect
    private let time: any TimeSource
    private let sleep: Sleep
    private let progress: SimulationProgress
    private let files: any FileExchange
    private var shown = SimulationProgress.Share()

    private var link: (any ChargePointLink)?
    /// Connections that are open still although nobody listens to them any more, by generation.
    private var forsaken: [Int: any ChargePointLink] = [:]
    /// Who waits for an answer over one of these, until it is closed.
    private var unheard: [Int: [CheckedContinuation<Void, Never>]] = [:]
    /// Tells the events of this connection from late ones of earlier connections.
    private var generation = 0
    /// Connections that are not yet known to be closed.
    private var openConnections = 0
    private var alarm: (at: Timestamp, task: Task<Void, Never>)?
    private var stopWaiters: [CheckedContinuation<Void, Never>] = []

    /// - Parameters:
    ///   - connectAt: when it first connects.
    ///   - files: the way to file servers.
    ///   - connect: opens a connection to the Central System.
    ///   - sleep: waits; injected so that tests need not.
    package init(
        profile: ChargePointProfile, connectAt: Timestamp, time: any TimeSource, progress: SimulationProgress,
        files: (any FileExchange)? = nil, connect: @escaping Connect, sleep: @escaping Sleep = { try await Task.sleep(for: $0) }
    ) {
        identity = profile.identity
        behaviour = ChargePointBehaviour(profile: profile, now: time.now(), connectAt: connectAt)
        callTimeout = .seconds(profile.callTimeoutSeconds)
        pace = profile.pace
        stopLimit = .seconds(ChargePointBehaviour.farewellSeconds(profile.pace) * 2)
        self.time = time
        self.progress = progress
        self.files = files ?? NoFileExchange()
        self.connect = connect
        self.sleep = sleep
    }

    /// Switches it on.
    package func start() {
        proceed()
    }

    /// Stops running transactions, tells the Central System, closes the connection and returns when it is closed.
    ///
    /// - Parameter atOnce: whether to close without telling.
    package func stop(atOnce: Bool = false) async {
        behaviour.stop(atOnce: atOnce, at: time.now())
        proceed()
        guard !isStopped else { return }
        let limit = Task { [sleep, stopLimit] in
            do { try await sleep(stopLimit) } catch { return }
            abandonEverything()
        }
        await withCheckedContinuation { stopWaiters.append($0) }
        limit.cancel()
    }

    /// However the peer behaves, a stop is over then.
    private let stopLimit: Duration

    private func abandonEverything() {
        behaviour.phase = .stopped
        link?.close(.shutdown)
        link = nil
        openConnections = 0
        proceed()
    }

    // MARK: What the connection tells

    func answer(_ call: InboundCall, generation: Int) async -> CallAnswer {
        if forsaken[generation] != nil {
            // Nobody listens on the other side of a dead connection: no answer ever comes.
            await withCheckedContinuation { unheard[generation, default: []].append($0) }
            return .failure(CallError(.internalError, "the connection is closed"))
        }
        guard generation == self.generation else {
            return .failure(CallError(.internalError, "the connection is closing"))
        }
        let answer = behaviour.answer(call.action, call.payload, at: time.now())
        proceed()
        return answer
    }

    func answerSent(generation: Int) {
        guard generation == self.generation else { return }
        behaviour.answerSent()
        proceed()
    }

    func closed(generation: Int) {
        openConnections -= 1
        forsaken[generation] = nil
        for waiter in unheard.removeValue(forKey: generation) ?? [] { waiter.resume() }
        if generation == self.generation, link != nil {
            link = nil
            behaviour.disconnected(at: time.now())
        }
        proceed()
    }

    // MARK: Carrying out

    private func proceed() {
        let now = time.now()
        behaviour.advance(to: now)
        while let action = behaviour.nextAction(at: now) { perform(action) }
        let share = behaviour.share
        progress.update(from: shown, to: share, failure: behaviour.tally.lastFailure)
        shown = share
        let oddities = behaviour.takeOddities()
        if !oddities.isEmpty { progress.ledger.count(oddities) }
        if behaviour.phase == .stopped {
            for link in forsaken.values { link.close(.connectionLost) }
        }
        setAlarm(now: now)
        if isStopped {
            for waiter in stopWaiters { waiter.resume() }
            stopWaiters = []
        }
    }

    private var isStopped: Bool { behaviour.phase == .stopped && openConnections <= 0 }

    private func perform(_ action: ChargePointBehaviour.Action) {
        switch action {
        case .connect(let access):
            generation += 1
            openConnection(access, generation)
        case .send(let call):
            guard let link else {
                // The connection went in this very moment; the behaviour is told as if it had gone a moment later.
                behaviour.disconnected(at: time.now())
                return
            }
            send(call, over: link)
        case .close(let reason):
            link?.close(reason)
            link = nil
        case .lose(let loss):
            lose(loss)
        case .apply(let settings):
            link?.apply(settings)
        case .transfer(let transfer):
            Task { [files] in transferred(transfer.number, await transfer.perform(with: files)) }
        case .makeSigningRequest(let order):
            Task { signingRequestMade(order.number, await Self.made(order)) }
        }
    }

    private func lose(_ loss: LinkLoss) {
        guard let link else { return }
        self.link = nil
        switch loss {
        case .dropped: link.close(.connectionLost)
        case .forsaken: forsaken[generation] = link
        }
    }

    private func transferred(_ number: Int, _ result: FileTransferResult) {
        behaviour.transferred(number, result, at: time.now())
        proceed()
    }

    private func signingRequestMade(_ number: Int, _ result: Result<SigningRequest, CertificateProblem>) {
        behaviour.signingRequestMade(number, result, at: time.now())
        proceed()
    }

    /// Makes keys outside the actor.
    private nonisolated static func made(_ order: SigningOrder) async -> Result<SigningRequest, CertificateProblem> {
        do {
            return .success(try order.carryOut())
        } catch {
            return .failure(CertificateProblem("\(error)"))
        }
    }

    private func openConnection(_ access: CentralSystemAccess, _ generation: Int) {
        let responder = LinkResponder(chargePoint: self, generation: generation, progress: progress)
        let settings = behaviour.connectionSettings
        openConnections += 1
        Task {
            do {
                let link = try await connect(access, responder, settings)
                opened(link, generation, closedAlready: responder.isClosed)
            } catch {
                openConnections -= 1
                progress.ledger.countFailedConnection(error)
                // An attempt that a power failure overtook is no attempt any more.
                if generation == self.generation {
                    behaviour.connectFailed("\(error)", ConnectObstacle(error), at: time.now())
                }
                proceed()
            }
        }
    }

    private func opened(_ link: any ChargePointLink, _ generation: Int, closedAlready: Bool) {
        guard generation == self.generation, behaviour.connected(at: time.now()) else {
            link.close(.shutdown)
            return
        }
        if closedAlready {
            behaviour.disconnected(at: time.now())
        } else {
            self.link = link
        }
        proceed()
    }

    private func send(_ call: OutgoingCall, over link: any ChargePointLink) {
        let timeout = callTimeout
        Task { [progress] in
            let answer: Result<JSONNode, CallFailure>
            let sentAt = ContinuousClock.now
            do throws(CallFailure) {
                let payload = try Self.payload(of: call)
                answer = .success(
                    try await link.call(call.action, payload: payload, as: call.form, timeout: timeout).payload)
            } catch {
                answer = .failure(error)
            }
            progress.ledger.count(call.action, answer, after: ContinuousClock.now - sentAt)
            behaviour.answered(call.number, answer, at: time.now())
            if behaviour.phase != .up { abandon(link) }
            proceed()
        }
    }

    /// A link that turned out dead when something was sent over it is no use any more.
    private func abandon(_ dead: any ChargePointLink) {
        guard let link, link.connectionID == dead.connectionID else { return }
        dead.close(.connectionLost)
        self.link = nil
    }

    private static func payload(of call: OutgoingCall) throws(CallFailure) -> [UInt8] {
        do {
            return try call.payload()
        } catch {
            throw CallFailure(.invalidRequest, action: call.action, detail: "\(error)")
        }
    }

    /// Sees to it that something happens when something is due.
    private func setAlarm(now: Timestamp) {
        guard let wanted = behaviour.wakeAt else {
            alarm?.task.cancel()
            alarm = nil
            return
        }
        // An alarm that rings too early is set anew then, which is cheaper than setting it anew with every message.
        if let alarm, alarm.at <= wanted { return }
        alarm?.task.cancel()
        let wait = Duration.milliseconds(max(1, pace.real(of: wanted).milliseconds - pace.real(of: now).milliseconds))
        let task = Task { [sleep] in
            do { try await sleep(wait) } catch { return }
            alarmRang(for: wanted)
        }
        alarm = (wanted, task)
    }

    private func alarmRang(for moment: Timestamp) {
        guard alarm?.at == moment else { return }
        alarm = nil
        proceed()
    }
}
