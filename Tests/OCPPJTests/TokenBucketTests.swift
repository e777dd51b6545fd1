import Testing

@testable import OCPPJ

@Suite("Token bucket")
struct TokenBucketTests {
    @Test("gives as many at once as it holds, then as many as come in")
    func rate() {
        var bucket = TokenBucket(capacity: 3, perSecond: 2, at: 1000)
        for _ in 0..<3 { #expect(bucket.take(at: 1000) == true) }
        #expect(bucket.take(at: 1000) == false)
        #expect(bucket.secondsUntilToken(at: 1000) == 1)
        #expect(bucket.take(at: 1499) == false)
        #expect(bucket.take(at: 1500) == true)
        #expect(bucket.take(at: 1500) == false)
    }

    @Test("holds no more than it can, however long nothing is taken")
    func capacity() {
        var bucket = TokenBucket(capacity: 2, perSecond: 100, at: 0)
        #expect(bucket.isFull(at: 0) == true)
        #expect(bucket.take(at: 1_000_000) == true)
        #expect(bucket.take(at: 1_000_000) == true)
        #expect(bucket.take(at: 1_000_000) == false)
    }

    @Test("what is given back is there again")
    func givenBack() {
        var bucket = TokenBucket(capacity: 1, perSecond: 0.01, at: 0)
        #expect(bucket.take(at: 0) == true)
        bucket.giveBack()
        #expect(bucket.isFull(at: 0) == true)
        #expect(bucket.take(at: 0) == true)
    }

    @Test("a clock that runs backwards gives nothing")
    func backwards() {
        var bucket = TokenBucket(capacity: 1, perSecond: 1, at: 10_000)
        #expect(bucket.take(at: 10_000) == true)
        #expect(bucket.take(at: 5000) == false)
        #expect(bucket.take(at: 6000) == true)
    }
}
