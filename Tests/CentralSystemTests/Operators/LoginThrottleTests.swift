import OCPPJ
import Testing

@testable import CentralSystem

@Suite("The throttle of logins")
struct LoginThrottleTests {
    private let start = Timestamp(milliseconds: 1_790_000_000_000)

    @Test("a few mistakes are free, then every wait is twice as long, up to a bound")
    func growing() {
        let throttle = LoginThrottle()
        let attempt = LoginThrottle.Attempt(user: "anna", address: "10.0.0.1")
        for _ in 0..<5 { #expect(throttle.begin(attempt, at: start) == nil) }
        #expect(throttle.begin(attempt, at: start) == 1)
        var now = start
        for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
            now = now.advanced(bySeconds: wait - 1)
            #expect(throttle.begin(attempt, at: now) == 1, "\(wait)")
            now = now.advanced(bySeconds: 1)
            #expect(throttle.begin(attempt, at: now) == nil, "\(wait)")
        }
    }

    @Test("the wait begins when the password has been compared, however long that took")
    func slowComparison() {
        let throttle = LoginThrottle()
        let attempt = LoginThrottle.Attempt(user: "anna", address: "10.0.0.1")
        for _ in 0..<5 { #expect(throttle.begin(attempt, at: start) == nil) }
        let later = start.advanced(bySeconds: 10)
        throttle.failed(attempt, at: later)
        #expect(throttle.begin(attempt, at: later) == 1)
        #expect(throttle.begin(attempt, at: later.advanced(bySeconds: 1)) == nil)
    }

    @Test("a success forgets the mistakes of the user")
    func success() {
        let throttle = LoginThrottle()
        let attempt = LoginThrottle.Attempt(user: "anna", address: "10.0.0.1")
        for _ in 0..<30 {
            #expect(throttle.begin(attempt, at: start) == nil)
            throttle.succeeded(attempt)
        }
    }

    @Test("a stranger's mistakes do not keep the user out")
    func elsewhere() {
        let throttle = LoginThrottle()
        for _ in 0..<10 { _ = throttle.begin(.init(user: "anna", address: "10.0.0.1"), at: start) }
        #expect(throttle.begin(.init(user: "anna", address: "10.0.0.1"), at: start) != nil)
        #expect(throttle.begin(.init(user: "anna", address: "10.0.0.2"), at: start) == nil)
    }

    @Test("guesses from many networks wait for seconds, the user where they have logged in before does not")
    func distributed() {
        let throttle = LoginThrottle()
        let home = LoginThrottle.Attempt(user: "anna", address: "10.9.0.1")
        #expect(throttle.begin(home, at: start) == nil)
        throttle.succeeded(home)
        for number in 0..<100 {
            #expect(throttle.begin(.init(user: "anna", address: "10.0.0.\(number)"), at: start) == nil)
        }
        for number in 0..<20 {
            _ = throttle.begin(.init(user: "anna", address: "10.0.1.\(number)"), at: start.advanced(bySeconds: number * 4))
        }
        let now = start.advanced(bySeconds: 76)
        #expect(throttle.begin(.init(user: "anna", address: "10.0.2.1"), at: now) == 4)
        #expect(throttle.begin(.init(user: "berta", address: "10.0.2.1"), at: now) == nil)
        #expect(throttle.begin(home, at: now) == nil)
    }

    @Test("the addresses of one IPv6 network count together")
    func network() {
        let throttle = LoginThrottle()
        for number in 0..<5 {
            #expect(throttle.begin(.init(user: "anna", address: "2001:db8::1:\(number)"), at: start) == nil)
        }
        #expect(throttle.begin(.init(user: "anna", address: "2001:db8::2:1"), at: start) == 1)
        #expect(throttle.begin(.init(user: "anna", address: "2001:db8:0:1::1"), at: start) == nil)
    }

    @Test("an attempt that was not compared is no mistake")
    func takenBack() {
        let throttle = LoginThrottle()
        let attempt = LoginThrottle.Attempt(user: "anna", address: "10.0.0.1")
        for _ in 0..<200 {
            #expect(throttle.begin(attempt, at: start) == nil)
            throttle.takeBack(attempt)
        }
    }

    @Test("a clock that is set back does not make the wait longer")
    func clock() {
        var table = MistakeTable<String>(freeMistakes: 1, longestWaitSeconds: 300)
        for _ in 0..<3 { table.note("a", at: start) }
        let earlier = start.advanced(bySeconds: -86_400)
        #expect(table.wait("a", at: earlier) == 4)
        #expect(table.wait("a", at: earlier.advanced(bySeconds: 4)) == nil)
    }

    @Test("one address cannot try one name after the other")
    func addresses() {
        let throttle = LoginThrottle()
        for number in 0..<20 {
            #expect(throttle.begin(.init(user: "user\(number)", address: "10.0.0.1"), at: start) == nil)
        }
        #expect(throttle.begin(.init(user: "another", address: "10.0.0.1"), at: start) == 1)
        #expect(throttle.begin(.init(user: "another", address: "10.0.0.2"), at: start) == nil)
    }

    @Test("an hour without a mistake forgets all of them")
    func memory() {
        var table = MistakeTable<String>(freeMistakes: 1, longestWaitSeconds: 300)
        for _ in 0..<10 { table.note("a", at: start) }
        let later = start.advanced(bySeconds: MistakeTable<String>.memorySeconds + 1)
        #expect(table.wait("a", at: later) == nil)
        table.note("a", at: later)
        #expect(table.wait("a", at: later.advanced(bySeconds: 1)) == nil)
    }

    @Test("made-up names do not fill the memory")
    func bounded() {
        var table = MistakeTable<String>(freeMistakes: 1, longestWaitSeconds: 300)
        for number in 0..<(MistakeTable<String>.capacity * 2) { table.note("\(number)", at: start.advanced(bySeconds: number / 100)) }
        #expect(table.count <= MistakeTable<String>.capacity)
        #expect(table.wait("\(MistakeTable<String>.capacity * 2 - 1)", at: start.advanced(bySeconds: MistakeTable<String>.capacity / 50 - 1)) != nil)
    }
}
