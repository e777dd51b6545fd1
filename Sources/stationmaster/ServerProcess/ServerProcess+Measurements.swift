import Foundation
import FoundationNetworking

extension ServerProcess {
    /// User and system time that the server has used, in seconds.
    var processorSeconds: Double {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 12,
            let user = Double(fields[11]), let system = Double(fields[12])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Resident memory in bytes.
    var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8),
            let kilobytes = text.firstMatch(of: /VmRSS:\s+(\d+) kB/)?.1
        else { return 0 }
        return (Int(kilobytes) ?? 0) * 1024
    }

    /// The value of one figure of the server's metrics; the sum when it has labels.
    func metric(_ name: String) async throws -> Double {
        let text = String(decoding: try await request("GET", "/metrics"), as: UTF8.self)
        return text.split(separator: "\n")
            .filter { $0.hasPrefix(name + " ") || $0.hasPrefix(name + "{") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
            .reduce(0, +)
    }

    /// - Throws: `ServerProcessError` for any answer that is not a success.
    @discardableResult
    func request(_ method: String, _ path: String, body: String? = nil) async throws -> Data {
        guard let url = URL(string: apiURL + path) else { throw ServerProcessError("bad path \(path)") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let status = (response as? HTTPURLResponse)?.statusCode, (200..<300).contains(status) else {
            throw ServerProcessError("\(method) \(path): \(String(decoding: data, as: UTF8.self))")
        }
        return data
    }

    /// The roots to which the server's certificates lead, in PEM.
    func trustRoots() async throws -> [String] {
        [String(decoding: try await request("GET", "/api/v1/certificate-authority/roots.pem"), as: UTF8.self)]
    }
}
