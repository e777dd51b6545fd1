// The structures of the system are seen through whichever of these the compiler meets first.
import CDispatch
import Foundation

/// What the operating system knows of this process (Linux). A value is nil when it cannot be read.
package struct ProcessStatistics: Sendable {
    package var residentMemoryBytes: Int?
    package var openFileDescriptors: Int?
    package var maximumFileDescriptors: Int?
    package var cpuSeconds: Double?

    package static func read() -> ProcessStatistics {
        ProcessStatistics(
            residentMemoryBytes: residentMemory(), openFileDescriptors: countDescriptors(),
            maximumFileDescriptors: descriptorLimit(), cpuSeconds: cpuTime())
    }

    /// The second number of `/proc/self/statm`, in pages.
    private static func residentMemory() -> Int? {
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Since Linux 6.2 the directory's size is the number of its entries; before, they must be counted.
    private static func countDescriptors() -> Int? {
        var status = stat()
        if stat("/proc/self/fd", &status) == 0, status.st_size > 0 { return Int(status.st_size) }
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // Without ".", ".." and the descriptor that reads the directory.
        return count - 3
    }

    private static func descriptorLimit() -> Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Int(clamping: limit.rlim_cur)
    }

    private static func cpuTime() -> Double? {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }
}
