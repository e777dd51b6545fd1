import Dispatch
import Foundation

/// Reads a password: from a person who types it twice without an echo, or as a line from a program. Never from the arguments, which
/// every user of the machine can see.
enum PasswordPrompt {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static func read(fromStandardInput: Bool) throws(Failure) -> String {
        if fromStandardInput {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw Failure(description: "standard input holds no password")
            }
            return line
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure(description: "there is no terminal to ask for the password on; give --password-stdin and the password as a line")
        }
        let first = try ask("Password: ")
        guard try ask("Once more: ") == first else { throw Failure(description: "the two passwords differ; nothing was changed") }
        return first
    }

    private static func ask(_ prompt: String) throws(Failure) -> String {
        FileHandle.standardError.write(Data(prompt.utf8))
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw Failure(description: "the terminal cannot be asked") }
        let interruption = Interruption(restoring: settings)
        defer { interruption.end() }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line = readLine(strippingNewline: true) else { throw Failure(description: "no password was given") }
        return line
    }
}

/// Gives the terminal its echo back when the program is interrupted while it asks, and lets the signal have its way then.
private struct Interruption {
    private let sources: [any DispatchSourceSignal]

    init(restoring settings: termios) {
        sources = [SIGINT, SIGTERM, SIGQUIT, SIGHUP].map { number in
            // Dispatch hears of it all the same.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                var settings = settings
                tcsetattr(STDIN_FILENO, TCSANOW, &settings)
                signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources {
            source.cancel()
            signal(Int32(source.handle), SIG_DFL)
        }
    }
}
