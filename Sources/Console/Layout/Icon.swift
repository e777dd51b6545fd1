import Markup

/// Small pictures beside words; they say nothing that the words do not.
enum Icon: Sendable {
    case overview, chargePoint, session, idTag, calendar, profile, firmware, settings, list, message, security, user, check, search, contrast
    case faulted, charging, occupied, available, unavailable, offline, warning, information, clock

    /// Drawn for a square of 16, with lines of the text's colour.
    private var drawing: StaticString {
        switch self {
        case .overview: #"<path d="M2 8.5 8 3l6 5.5M4 7.5V13h8V7.5"/>"#
        case .chargePoint: #"<path d="M3 14V3h6v11M2 14h8M4.5 5h3M9 8h2v4a1 1 0 0 0 2 0V6l-1.5-2"/>"#
        case .session: #"<path d="M9 1.5 4 9h3.5L7 14.5 12 7H8.5z"/>"#
        case .idTag: #"<rect x="2" y="4" width="12" height="8" rx="1.5"/><path d="M4.5 9.5h3M4.5 7h1.5M10.5 6.5c1 .8 1 2.2 0 3M12 5.8c1.4 1.3 1.4 3.1 0 4.4"/>"#
        case .calendar: #"<rect x="2.5" y="3.5" width="11" height="10" rx="1"/><path d="M2.5 6.5h11M5.5 2v3M10.5 2v3"/>"#
        case .profile: #"<path d="M2 13V9h3V5h4v5h3V7h2v6z"/>"#
        case .firmware: #"<path d="M8 2v7m0 0L5.5 6.5M8 9l2.5-2.5M3 10v3h10v-3"/>"#
        case .settings: #"<path d="M2 4.5h7m3 0h2M2 11.5h2m3 0h7"/><circle cx="10.5" cy="4.5" r="1.5"/><circle cx="5.5" cy="11.5" r="1.5"/>"#
        case .list: #"<path d="M5.5 4H14M5.5 8H14M5.5 12H14M2.5 4h.5M2.5 8h.5M2.5 12h.5"/>"#
        case .message: #"<path d="M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2z"/>"#
        case .security: #"<path d="M8 1.8 13 4v4c0 3-2 5-5 6.2C5 13 3 11 3 8V4z"/>"#
        case .user: #"<circle cx="8" cy="5.5" r="2.7"/><path d="M2.8 14c.6-3 2.6-4.3 5.2-4.3s4.600 1.300 5.200 4.300"/>"#
        case .check: #"<circle cx="8" cy="8" r="6"/><path d="m5.200 8.200 2 2 3.700-4"/>"#
        case .search: #"<circle cx="7" cy="7" r="4.500"/><path d="m10.500 10.500 3.500 3.500"/>"#
        case .contrast: #"<circle cx="8" cy="8" r="6"/><path fill="currentColor" d="M8 2a6 6 0 0 0 0 12z"/>"#
        case .faulted, .warning: #"<path d="M8 2.200 14.500 13.500h-13z"/><path d="M8 6.500v3.200M8 11.600v.1"/>"#
        case .charging: #"<path fill="currentColor" d="M9 1.500 4 9h3.500L7 14.500 12 7H8.500z"/>"#
        case .occupied: #"<circle cx="8" cy="8" r="6"/><path fill="currentColor" d="M8 2a6 6 0 0 1 0 12z"/>"#
        case .available: #"<circle cx="8" cy="8" r="6"/><path d="m5.200 8.200 2 2 3.700-4"/>"#
        case .unavailable: #"<circle cx="8" cy="8" r="6"/><path d="M5 8h6"/>"#
        case .offline: #"<path d="M4 12h8a2.500 2.500 0 0 0 0-5 4 4 0 0 0-7.600-.8A3 3 0 0 0 4 12zM2.500 2.500l11 11"/>"#
        case .information: #"<circle cx="8" cy="8" r="6"/><path d="M8 7.300v3.700M8 5v.1"/>"#
        case .clock: #"<circle cx="8" cy="8" r="6"/><path d="M8 4.500V8l2.500 1.500"/>"#
        }
    }

    var html: HTML {
        """
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" \
        stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">\(HTML.trusted(drawing))</svg>
        """
    }
}
