import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("The life of a firmware update")
struct FirmwareUpdateLifeTests {
    private static let start = Timestamp(milliseconds: 1_790_000_000_000)

    private func time(_ seconds: Int) -> Timestamp { Self.start.advanced(bySeconds: seconds) }

    private func life(accepted: Bool = true, version: String? = nil, before: String? = "1.0") -> FirmwareUpdateLife {
        var life = FirmwareUpdateLife(
            requestedAt: Self.start, retrieveDate: Self.start, versionBefore: before, expectedVersion: version)
        if accepted { life.answered(at: time(1)) }
        return life
    }

    private func after(_ statuses: [FirmwareStatus], version: String? = nil) -> FirmwareUpdateLife {
        var life = life(version: version)
        for (index, status) in statuses.enumerated() { life.reported(status, at: time(10 * (index + 1))) }
        return life
    }

    @Test("the state is what was reported last", arguments: [
        ([], FirmwareUpdateState.accepted),
        ([.downloading], .downloading),
        ([.downloading, .downloaded], .downloaded),
        ([.downloading, .downloaded, .installing], .installing),
        ([.downloading, .downloaded, .installing, .installed], .installed),
        // Steps may be missing (TC_044).
        ([.downloading, .installing, .installed], .installed),
        ([.installed], .installed),
        ([.downloading, .downloadFailed], .downloadFailed),
        ([.downloading, .downloaded, .installing, .installationFailed], .installationFailed),
        // A charge point tries again by itself.
        ([.downloading, .downloadFailed, .downloading], .downloading),
        ([.downloading, .downloadFailed, .downloading, .downloaded, .installing, .installed], .installed),
        ([.installing, .installationFailed, .installing, .installed], .installed),
        // It rolled back.
        ([.installing, .installed, .installationFailed], .installationFailed),
        // A download after the installation is none of this update.
        ([.installing, .installed, .downloading], .installed),
        // Idle says nothing.
        ([.idle], .accepted),
        ([.downloading, .idle], .downloading),
        ([.installing, .installed, .idle], .installed),
    ] as [([FirmwareStatus], FirmwareUpdateState)])
    func states(reports: [FirmwareStatus], state: FirmwareUpdateState) {
        let life = after(reports)
        #expect(life.state == state)
        let isOver: Set<FirmwareUpdateState> = [.installed, .downloadFailed, .installationFailed]
        #expect((life.finishedAt != nil) == isOver.contains(state))
        #expect((life.explanation != nil) == (state == .downloadFailed || state == .installationFailed))
    }

    @Test("each step keeps the time when it was first reported")
    func times() {
        let life = after([.downloading, .downloading, .downloaded, .installing, .installed, .installed])
        #expect(life.downloadingAt == time(10))
        #expect(life.downloadedAt == time(30))
        #expect(life.installingAt == time(40))
        #expect(life.installedAt == time(50))
        #expect(life.finishedAt == time(50))
        #expect(life.lastReportAt == time(60))
    }

    @Test("reports that overtake the answer stand, also when there is none")
    func overtaking() {
        var life = life(accepted: false)
        life.reported(.downloading, at: time(1))
        life.answered(at: time(2))
        #expect(life.state == .downloading)
        #expect(life.acceptedAt == time(1))
        var other = self.life(accepted: false)
        other.reported(.downloading, at: time(1))
        other.unanswered(.timedOut, "no answer in time", at: time(30))
        #expect(other.state == .downloading)
        #expect(other.outcome == .timedOut)
    }

    @Test("an update without an answer is taken up by a report only when UpdateFirmware may have arrived", arguments: [
        (CommandOutcome.timedOut, true), (.disconnected, true), (.interrupted, true), (.notConnected, false), (.queueFull, false),
        (.callError, false),
    ])
    func unanswered(outcome: CommandOutcome, mayHaveArrived: Bool) {
        var life = life(accepted: false)
        life.unanswered(outcome, "why", at: time(5))
        #expect(life.state == .unanswered)
        #expect(life.explanation == "why")
        #expect(life.isConcerned(at: time(10)) == mayHaveArrived)
        life.reported(.downloading, at: time(10))
        #expect(life.state == .downloading)
        #expect(life.finishedAt == nil)
    }

    @Test("an answer that cannot be read is an answer")
    func unreadable() {
        var life = life(accepted: false)
        life.unanswered(.answered, "cannot be read", at: time(5))
        #expect(life.state == .accepted)
    }

    @Test("silence shows as stalled, and the next report ends it")
    func stalled() {
        var life = after([.downloading])
        #expect(life.effectiveState(at: time(10 + 86_400)) == .downloading)
        #expect(life.effectiveState(at: time(11 + 86_400)) == .stalled)
        life.reported(.downloaded, at: time(90_000))
        #expect(life.effectiveState(at: time(90_001)) == .downloaded)
        let over = after([.installed])
        #expect(over.effectiveState(at: time(1_000_000)) == .installed)
    }

    @Test("waiting for the retrieve date is no silence")
    func retrieveDate() {
        var life = FirmwareUpdateLife(requestedAt: Self.start, retrieveDate: time(500_000))
        life.answered(at: time(1))
        #expect(life.effectiveState(at: time(499_000)) == .accepted)
        life.reported(.idle, at: time(1000))
        #expect(life.effectiveState(at: time(499_000)) == .accepted)
        #expect(life.effectiveState(at: time(500_000 + 86_401)) == .stalled)
    }

    @Test("the version of the boot confirms or denies, before or after Installed")
    func versions() {
        var rebootFirst = after([.downloading, .downloaded, .installing], version: "2.0")
        rebootFirst.booted(version: "2.0", at: time(100))
        // The new version is proof enough.
        #expect(rebootFirst.state == .installed)
        #expect(rebootFirst.versionConfirmed == true)
        rebootFirst.reported(.installed, at: time(110))
        #expect(rebootFirst.state == .installed)
        #expect(rebootFirst.installedAt == time(100))

        var installedFirst = after([.downloading, .installing, .installed], version: "2.0")
        #expect(installedFirst.versionConfirmed == nil)
        installedFirst.booted(version: "2.0", at: time(100))
        #expect(installedFirst.versionConfirmed == true)
        installedFirst.booted(version: "3.0", at: time(200))
        #expect(installedFirst.reportedVersion == "2.0")

        var mismatch = after([.downloading, .installing], version: "2.0")
        mismatch.booted(version: "1.0", at: time(100))
        #expect(mismatch.state == .installing)
        #expect(mismatch.versionConfirmed == nil)
        mismatch.reported(.installed, at: time(110))
        #expect(mismatch.versionConfirmed == false)

        var unknown = after([.downloading, .installing, .installed])
        unknown.booted(version: "2.0", at: time(100))
        #expect(unknown.versionConfirmed == nil)
        #expect(unknown.reportedVersion == "2.0")
    }

    @Test("a failure after the reboot is a failure (TC_044_3)")
    func failureAfterReboot() {
        var life = after([.downloading, .downloaded, .installing], version: "2.0")
        life.booted(version: "2.0", at: time(100))
        life.reported(.installationFailed, at: time(110))
        #expect(life.state == .installationFailed)
        #expect(life.failedAt == time(110))
        #expect(life.finishedAt == time(110))
    }

    @Test("a boot without the expected version changes no state")
    func otherBoots() {
        var life = after([.downloading], version: "2.0")
        life.booted(version: nil, at: time(100))
        #expect(life.state == .downloading)
        #expect(life.rebootedAt == time(100))
        var same = FirmwareUpdateLife(
            requestedAt: Self.start, retrieveDate: Self.start, versionBefore: "2.0", expectedVersion: "2.0")
        same.answered(at: time(1))
        same.booted(version: "2.0", at: time(2))
        #expect(same.state == .accepted)
    }

    @Test("long after its end, a report is not about it any more")
    func afterlife() {
        let life = after([.installed])
        #expect(life.isConcerned(at: time(10 + 86_400)))
        #expect(!life.isConcerned(at: time(11 + 86_400)))
    }
}
