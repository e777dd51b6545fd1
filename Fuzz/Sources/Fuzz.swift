import Foundation

/// Feeds bytes that libFuzzer makes up to one of the readers of strangers' bytes: the one that the environment variable
/// FUZZ_TARGET names. The main function and its arguments are libFuzzer's.
///
/// A reader fails by a trap, by taking too long, or by giving something other than what it promises, which `expect` turns into a
/// trap. One program for all of them, because they share most of what has to be built.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTargets.chosen.test(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's own main function, without the main.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager gives every program a main function of its own.
@main
enum Fuzz {
    static func main() {
        _ = FuzzTargets.chosen
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, testOneInput))
    }
}

/// One reader under test.
protocol FuzzTarget {
    /// Feeds one input. Traps when a promise is broken.
    func test(_ bytes: [UInt8])
}

/// A promise of the code under test.
func expect(_ isKept: @autoclosure () throws -> Bool, _ promise: @autoclosure () -> String) {
    do {
        guard try isKept() else { fatalError("broken: \(promise())") }
    } catch {
        fatalError("broken: \(promise()): \(error)")
    }
}

enum FuzzTargets {
    static let names = ["frame", "message", "upgrade", "websocket", "texts", "multipart", "hello"]

    /// The one that FUZZ_TARGET names. libFuzzer has a single thread.
    nonisolated(unsafe) static let chosen: any FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        if let target = named(name) { return target }
        FileHandle.standardError.write(Data("FUZZ_TARGET must be one of \(names.joined(separator: ", "))\n".utf8))
        exit(64)
    }()

    private static func named(_ name: String) -> (any FuzzTarget)? {
        switch name {
        case "frame": FrameTarget()
        case "message": MessageTarget()
        case "upgrade": UpgradeTarget(isUpgraded: false)
        case "websocket": UpgradeTarget(isUpgraded: true)
        case "texts": TextTarget()
        case "multipart": MultipartTarget()
        case "hello": ClientHelloTarget()
        default: nil
        }
    }
}
