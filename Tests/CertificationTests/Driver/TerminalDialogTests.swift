import Foundation
import Testing

@testable import Certification

@Suite("The dialog over a pipe")
struct TerminalDialogTests {
    @Test("lines come in order, also the last one without an end, and then nothing more")
    func lines() async {
        let input = Pipe()
        let dialog = TerminalDialog(input: input.fileHandleForReading, output: .nullDevice)
        input.fileHandleForWriting.write(Data("first\r\nsecond\n\nlast".utf8))
        input.fileHandleForWriting.closeFile()
        for line in ["first", "second", "", "last", nil, nil] { #expect(await dialog.nextLine() == line) }
    }

    @Test("a line that is typed later is waited for")
    func later() async {
        let input = Pipe()
        let dialog = TerminalDialog(input: input.fileHandleForReading, output: .nullDevice)
        async let line = dialog.nextLine()
        input.fileHandleForWriting.write(Data("y\n".utf8))
        #expect(await line == "y")
        input.fileHandleForWriting.closeFile()
    }

    @Test("whoever no longer waits takes nothing away from the next")
    func cancelled() async {
        let input = Pipe()
        let dialog = TerminalDialog(input: input.fileHandleForReading, output: .nullDevice)
        let waiting = Task { await dialog.nextLine() }
        waiting.cancel()
        #expect(await waiting.value == nil)
        input.fileHandleForWriting.write(Data("y\n".utf8))
        #expect(await dialog.nextLine() == "y")
        input.fileHandleForWriting.closeFile()
    }

    @Test("what is shown is written as it is")
    func shown() {
        let output = Pipe()
        TerminalDialog(input: .nullDevice, output: output.fileHandleForWriting).show("Sent? ")
        #expect(output.fileHandleForReading.availableData == Data("Sent? ".utf8))
    }
}
