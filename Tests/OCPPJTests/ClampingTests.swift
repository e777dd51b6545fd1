import Testing

@testable import OCPPJ

@Suite("Arithmetic that ends at the last number")
struct ClampingTests {
    @Test("takes the nearest number for one that there is not", arguments: [
        (1e300, Int.max), (-1e300, Int.min), (.infinity, Int.max), (.nan, 0), (2.9, 2), (-2.9, -2), (9.3e18, Int.max),
    ])
    func fromDouble(number: Double, nearest: Int) {
        #expect(Int(clamping: number) == nearest)
    }

    @Test("adds, subtracts and multiplies up to the end")
    func operations() {
        #expect(Int.max.plus(clamping: 1) == .max && Int.min.plus(clamping: -1) == .min && 1.plus(clamping: 2) == 3)
        #expect(Int.min.minus(clamping: 1) == .min && Int.max.minus(clamping: -1) == .max && 0.minus(clamping: .min) == Int.max)
        #expect(Int.max.times(clamping: -2) == .min && Int.min.times(clamping: -1) == .max && 3.times(clamping: -4) == -12)
    }

    @Test("moves no moment beyond the last one")
    func moments() {
        let moment = Timestamp(milliseconds: 1_790_000_000_000)
        #expect(moment.advanced(bySeconds: .max).milliseconds == .max && moment.advanced(bySeconds: .min).milliseconds < -9_000_000_000_000_000_000)
        #expect(moment.advanced(bySeconds: -60).milliseconds == 1_789_999_940_000)
        #expect(Timestamp(milliseconds: .max).seconds(since: Timestamp(milliseconds: .min)) > 9e15)
    }
}
