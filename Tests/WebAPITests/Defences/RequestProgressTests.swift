import NIOCore
import Testing

@testable import WebAPI

@Suite("How fast a request must come")
struct RequestProgressTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    @Test("the first headers are due at a fixed time, whatever trickles in")
    func head() {
        let progress = RequestProgress(headSeconds: 10, at: start)
        #expect(progress.deadline == start + .seconds(10))
        #expect(!progress.isTooSlow(at: start + .seconds(9)))
        #expect(progress.isTooSlow(at: start + .seconds(10)))
    }

    @Test("a body that keeps its pace may take long, a byte now and then may not")
    func body() {
        var progress = RequestProgress(headSeconds: 10, at: start)
        progress.headReceived(at: start + .seconds(5))
        for _ in 0..<14 { progress.bodyReceived(bytes: 1) }
        #expect(progress.isTooSlow(at: start + .seconds(15)))
        progress.bodyReceived(bytes: 100 * RequestProgress.leastRate)
        #expect(!progress.isTooSlow(at: start + .seconds(114)))
        #expect(progress.isTooSlow(at: start + .seconds(115)))
    }

    @Test("nothing is owed while the answer is made and between requests")
    func resting() {
        var progress = RequestProgress(headSeconds: 10, at: start)
        progress.headReceived(at: start)
        progress.requestEnded()
        #expect(progress.deadline == nil)
        #expect(!progress.isTooSlow(at: start + .hours(1)))
    }
}
