import CentralSystem
import Markup
import WebAPI

/// How the server is at a moment.
struct ServerHealth: Sendable {
    /// Something that must work before the server can serve.
    struct Check: Sendable {
        let name: String
        let isReady: Bool
    }

    /// Of the file descriptors and of the disk: where less is left, somebody should know.
    private static let fullShare = 0.8
    private static let littleSpace = 2_000_000_000

    let checks: [Check]
    /// Charge points that are connected.
    let connected: Int
    /// Text frames both ways since the start.
    let frames: Int
    let framesPerSecond: Double
    /// The same since a look a while ago; nil when nobody looked lately.
    let lately: (perSecond: Double, seconds: Double)?
    let droppedMessages: Int
    let process: ProcessStatistics
    let runningSeconds: Double
    let database: DatabaseLoad
    let storage: ServerStorage

    var isReady: Bool { checks.allSatisfy(\.isReady) }

    func html(_ request: ConsoleRequest) -> HTML {
        let ready: HTML =
            isReady
            ? StatusBadge.html(request.text("Ready to serve", "정상"), .good) : StatusBadge.html(request.text("Not ready", "준비되지 않음"), .bad)
        let each = checks.reduce(into: HTML.empty) { html, check in
            html += StatusBadge.html("\(check.name): \(check.isReady ? "ok" : "failed")", check.isReady ? .good : .bad) + " "
        }
        return Facts.html([
            (request.text("State", "상태"), ready), (request.text("Checks", "점검 항목"), "<span class=\"badges\">\(each)</span>"),
            (
                request.text("Connected charge points", "연결된 충전기"),
                "<a href=\"/charge-points\">\(Quantity.count(connected))</a>"
            ),
            (request.text("Messages a second", "초당 메시지"), messages(request)),
            (request.text("Memory", "메모리"), "\(process.residentMemoryBytes.map(Self.size) ?? "–")"),
            (request.text("Processor", "프로세서 사용"), processor(request)),
            (request.text("Open files and sockets", "열린 파일과 소켓"), descriptors(request)),
            (request.text("Database", "데이터베이스"), "\(storage.databaseBytes.map(Self.size) ?? "–") · \(writing(request))"),
            (request.text("Space left on the disk", "남은 디스크 공간"), space(request)),
            (request.text("Data directory", "데이터 디렉터리"), "<code class=\"wraps\">\(storage.directory)</code>"),
        ]) + dropped(request)
    }

    private func messages(_ request: ConsoleRequest) -> HTML {
        let average = request.text(
            "\(Self.rate(framesPerSecond)) on average since the start, \(Quantity.count(frames)) in all",
            "시작 이후 평균 \(Self.rate(framesPerSecond)), 총 \(Quantity.count(frames))건")
        guard let lately else { return "\(average)" }
        let seconds = Int(lately.seconds.rounded())
        return """
            <strong>\(Self.rate(lately.perSecond))</strong> \
            \(request.text("in the last \(seconds) s", "(최근 \(seconds)초)"))<br><span class="detail">\(average)</span>
            """
    }

    private func processor(_ request: ConsoleRequest) -> HTML {
        guard let used = process.cpuSeconds else { return "–" }
        let share = Quantity.decimal(used / runningSeconds * 100, places: 1)
        return "\(request.text("\(share) % of one, on average since the start", "시작 이후 평균 한 코어의 \(share) %"))"
    }

    private func descriptors(_ request: ConsoleRequest) -> HTML {
        guard let open = process.openFileDescriptors else { return "–" }
        guard let most = process.maximumFileDescriptors else { return "\(Quantity.count(open))" }
        let text = request.text("\(Quantity.count(open)) of at most \(Quantity.count(most))", "\(Quantity.count(open)) / 최대 \(Quantity.count(most))")
        guard Double(open) > Double(most) * Self.fullShare else { return "\(text)" }
        return "\(text) \(StatusBadge.html(request.text("nearly full: raise the limit (ulimit -n)", "한도에 가까움: ulimit -n을 늘리십시오"), .warning))"
    }

    private func writing(_ request: ConsoleRequest) -> String {
        let milliseconds = Quantity.decimal(database.millisecondsOfCommit, places: 1)
        let waiting = Quantity.count(database.waiting)
        return request.text("\(milliseconds) ms to write, \(waiting) waiting", "쓰기 \(milliseconds) ms, 대기 \(waiting)건")
    }

    private func space(_ request: ConsoleRequest) -> HTML {
        guard let free = storage.freeBytes else { return "–" }
        guard free < Self.littleSpace else { return "\(Self.size(free))" }
        return "\(Self.size(free)) \(StatusBadge.html(request.text("little: make room", "부족: 공간을 확보하십시오"), .warning))"
    }

    private func dropped(_ request: ConsoleRequest) -> HTML {
        guard droppedMessages > 0 else { return "" }
        return Alert.html(.warning, request.text(
            "\(Quantity.count(droppedMessages)) frames found no room in the buffer of the message log since the start, and are missing in it. See messageLog.bufferFrames.",
            "시작 이후 프레임 \(Quantity.count(droppedMessages))건이 메시지 로그 버퍼가 가득 차 기록되지 않았습니다. messageLog.bufferFrames 설정을 확인하십시오."))
    }

    static func size(_ bytes: Int) -> String { FirmwareWords.size(Int64(bytes)) }
    static func rate(_ perSecond: Double) -> String { Quantity.decimal(perSecond, places: perSecond < 10 ? 1 : 0) }
}
