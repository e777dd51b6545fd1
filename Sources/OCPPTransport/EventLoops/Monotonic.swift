import NIOCore

/// The clock for deadlines: it never jumps.
enum Monotonic {
    /// Milliseconds since some fixed moment.
    static var milliseconds: Int64 {
        Int64(NIODeadline.now().uptimeNanoseconds / 1_000_000)
    }
}
