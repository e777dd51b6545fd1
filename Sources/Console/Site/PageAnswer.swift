import HTTPTypes
import Hummingbird
import Markup

/// What a page answers.
enum PageAnswer: Sendable {
    case content(PageContent)
    /// Go on there, with a message perhaps. A path of ours.
    case redirect(String, Flash? = nil)
    /// Go on there with further headers, such as a new cookie.
    case leave(String, headers: HTTPFields)
    /// Something that is no page: a file, a stream.
    case response(Response)
}

/// What is on a page, besides what is on all of them.
struct PageContent: Sendable {
    /// The heading, and the title of the window.
    var title: String
    /// Where the page belongs: the pages above it, the topmost first.
    var trail: [Link]
    /// What stands right behind the heading, such as a status.
    var mark: HTML = ""
    /// What stands beside the heading, such as buttons.
    var actions: HTML
    var main: HTML
    /// The parts of `main` that are brought up to date while the page is open.
    var fragments: [LiveFragment]
    /// Whether there are charts on it.
    var hasCharts: Bool
    /// Further scripts of ours, by the names of their files.
    var modules: [String]
    var status: HTTPResponse.Status

    init(
        _ title: String, trail: [Link] = [], actions: HTML = "", fragments: [LiveFragment] = [], hasCharts: Bool = false,
        status: HTTPResponse.Status = .ok, main: HTML, modules: [String] = []
    ) {
        self.title = title
        self.trail = trail
        self.actions = actions
        self.main = main
        self.fragments = fragments
        self.hasCharts = hasCharts
        self.status = status
        self.modules = modules
    }
}

/// A link within the console.
struct Link: Hashable, Sendable {
    var text: String
    var path: String

    init(_ text: String, _ path: String) {
        self.text = text
        self.path = path
    }

    var html: HTML { "<a href=\"\(path)\">\(text)</a>" }
}
