import Markup

/// How the page looks: on a screen, light and dark, wide and narrow, and on paper.
///
/// Every text has a contrast of 4.5 or more against what it stands on (WCAG 2.2, 1.4.3).
enum ReportStylesheet {
    static let screen = HTML.trusted(
        """

        :root {
          color-scheme: light dark;
          --page: #fff; --ink: #1b2027; --soft: #56606d; --line: #d4d9df; --faint: #f4f6f8; --link: #0b57a4;
          --passed: #146c2e; --failed: #b3161f; --inconclusive: #7d5100; --not-applicable: #56606d;
          --failed-ground: #fdf1f1; --notice-ground: #fdf7e7; --notice-line: #c79a2b;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14181d; --ink: #e4e8ed; --soft: #a3adb9; --line: #343c46; --faint: #1c2228; --link: #86b8f0;
            --passed: #6fcb88; --failed: #ff9a96; --inconclusive: #e8bd62; --not-applicable: #a3adb9;
            --failed-ground: #2a1c1f; --notice-ground: #262218; --notice-line: #8a6d22;
          }
        }
        * { box-sizing: border-box; }
        html { background: var(--page); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 62rem; padding: 3rem 2rem; font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 600; margin: 0 0 1.25rem; letter-spacing: -0.01em; text-wrap: balance; }
        h2 { font-size: 1.1875rem; font-weight: 600; margin: 2.75rem 0 0.75rem; padding-bottom: 0.375rem; border-bottom: 2px solid var(--ink); }
        h3 { font-size: 1rem; font-weight: 600; margin: 1.75rem 0 0.5rem; }
        h4 { font-size: 0.9375rem; font-weight: 600; margin: 0.75rem 0 0.25rem; }
        p { margin: 0.5rem 0; }
        a { color: var(--link); }
        a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        code, pre, .id, .message-id { font-family: ui-monospace, SFMono-Regular, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.8125rem; }
        code { overflow-wrap: anywhere; }
        .kind { color: var(--soft); font-size: 0.8125rem; letter-spacing: 0.06em; text-transform: uppercase; margin: 0 0 0.5rem; }
        .verdict { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: baseline; margin: 0 0 1.25rem; }
        .verdict .badge { font-size: 1.125rem; }
        .facts { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem; margin: 0; border-top: 1px solid var(--line); }
        .facts > .wide { grid-column: 1 / -1; }
        .facts > div { display: grid; grid-template-columns: 11.5rem 1fr; gap: 0.75rem; padding: 0.375rem 0; border-bottom: 1px solid var(--line); }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .tags { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.75rem; }
        .notice { border-left: 4px solid var(--notice-line); background: var(--notice-ground); padding: 0.625rem 0.875rem; margin: 1.25rem 0 0; }
        .remark, .description { color: var(--soft); font-size: 0.8125rem; }
        .description { display: block; font-weight: 400; max-width: 34rem; }
        .badge { white-space: nowrap; font-weight: 600; }
        .badge.passed { color: var(--passed); } .badge.failed { color: var(--failed); }
        .badge.inconclusive { color: var(--inconclusive); } .badge.not-applicable { color: var(--not-applicable); }
        .reason { display: block; overflow-wrap: anywhere; }
        .failed .reason, .failure { color: var(--failed); }
        .inconclusive .reason { color: var(--inconclusive); }
        .not-applicable .reason { color: var(--soft); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: 0.4375rem 0.75rem 0.4375rem 0; border-bottom: 1px solid var(--line); }
        thead th { color: var(--soft); font-weight: 500; font-size: 0.8125rem; vertical-align: bottom; }
        th[scope=row] { font-weight: 600; }
        .number { text-align: right; white-space: nowrap; padding-left: 0.75rem; }
        thead .number { white-space: normal; }
        th:last-child, td:last-child { padding-right: 0; }
        .functionalities, .measurements, .cases { table-layout: fixed; }
        .functionalities th:nth-child(2) { width: 9rem; } .functionalities thead .number { width: 5.25rem; } .functionalities thead .number:nth-child(n+5) { width: 6.25rem; } .functionalities thead .number:nth-child(7) { width: 2.75rem; }
        .measurements th:nth-child(2) { width: 10.5rem; } .measurements thead .number { width: 5.25rem; } .measurements thead .number:last-child { width: 4rem; }
        .measurements .badge { white-space: normal; }
        .group th { padding-top: 1.25rem; border-bottom: 1px solid var(--soft); }
        .cases th:nth-child(1) { width: 10.5rem; } .cases th:nth-child(3) { width: 9.5rem; } .cases th:nth-child(4) { width: 5.5rem; }
        footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.8125rem; }

        """)

    static let trace = HTML.trusted(
        """
        details { border-bottom: 1px solid var(--line); }
        summary { cursor: pointer; padding: 0.4375rem 0.25rem; display: flex; flex-wrap: wrap; gap: 0.125rem 0.75rem; align-items: baseline; }
        summary::before { content: "▸"; width: 0.875rem; color: var(--soft); }
        details[open] > summary::before { content: "▾"; }
        summary::-webkit-details-marker { display: none; }
        summary:hover { background: var(--faint); }
        summary .id { min-width: 8.5rem; }
        summary .title { flex: 1 1 16rem; }
        .variant { margin: 0 0 1rem 1.375rem; }
        .variant > .reason { font-weight: 600; margin: 0.25rem 0 0.5rem; }
        .variant > .reason { color: var(--ink); }
        .trace { list-style: none; margin: 0; padding: 0; font-size: 0.8125rem; }
        .trace li { display: grid; grid-template-columns: 4.5rem 6rem 1fr; gap: 0.75rem; padding: 0.1875rem 0.5rem; }
        .at { color: var(--soft); text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .who { white-space: nowrap; color: var(--soft); }
        .what { min-width: 0; overflow-wrap: anywhere; }
        .frame { background: var(--faint); border-top: 1px solid var(--page); border-bottom: 1px solid var(--page); }
        .frame .who { color: var(--ink); font-weight: 600; }
        .received .what { border-left: 3px solid var(--soft); padding-left: 0.625rem; }
        .sent .what { border-left: 3px dotted var(--soft); padding-left: 0.625rem; }
        .message-id, .took { color: var(--soft); font-size: 0.75rem; }
        .took { float: right; padding-left: 0.75rem; }
        .trace pre { margin: 0.125rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.4; font-size: 0.75rem; }
        .check .who { color: var(--passed); text-align: right; } .check .what { color: var(--soft); }
        .failure { background: var(--failed-ground); font-weight: 600; } .failure .at { font-weight: 400; } .failure .who { color: var(--failed); text-align: right; }
        .note .what { color: var(--soft); }
        @media (max-width: 44rem) {
          body { padding: 1.25rem 1rem; }
          h1 { font-size: 1.375rem; }
          .facts { grid-template-columns: 1fr; }
          .facts > div { grid-template-columns: 8.5rem 1fr; }
          .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .stacked tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
          .stacked th, .stacked td { border: 0; padding: 0.0625rem 0; text-align: left; }
          .stacked th, .stacked .result { flex: 1 0 100%; }
          .stacked .number::before { content: attr(data-name) " "; color: var(--soft); font-size: 0.8125rem; }
          .cases thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .cases .group { display: block; } .cases .group th { display: block; border: 0; padding: 0.75rem 0 0; }
          .cases tr { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: 0.4375rem 0; border-bottom: 1px solid var(--line); }
          .cases td { border: 0; padding: 0; } .cases td:nth-child(2) { grid-column: 1 / -1; grid-row: 2; } .cases .number { display: none; }
          .variant { margin-left: 0; }
          .trace li { grid-template-columns: auto 1fr; gap: 0 0.75rem; }
          .trace .what { grid-column: 1 / -1; }
          .check .who, .failure .who { text-align: left; }
          .took { float: none; padding: 0; display: block; }
        }

        """)

    static let paper = HTML.trusted(
        """
        @page {
          size: A4; margin: 16mm 16mm 20mm;
          @bottom-left { content: "Self-test, no certificate of the Open Charge Alliance"; font: 7.5pt system-ui, sans-serif; color: #4a525c; }
          @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt system-ui, sans-serif; color: #4a525c; }
        }
        @media print {
          :root {
            color-scheme: light;
            --page: #fff; --ink: #000; --soft: #4a525c; --line: #c3c9d0; --faint: #f4f6f8; --link: #000;
            --passed: #146c2e; --failed: #b3161f; --inconclusive: #7d5100; --not-applicable: #4a525c;
            --failed-ground: #fdf1f1; --notice-ground: #fff; --notice-line: #8a6d22;
          }
          body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.4; }
          a { text-decoration: none; }
          h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 18pt; } h3 { font-size: 11pt; } h4 { font-size: 9pt; }
          th, td { padding-top: 2.5pt; padding-bottom: 2.5pt; }
          .functionalities th:nth-child(2) { width: 26mm; } .functionalities thead .number { width: 15mm; } .functionalities thead .number:nth-child(n+5) { width: 20mm; } .functionalities thead .number:nth-child(7) { width: 8mm; }
          .measurements th:nth-child(2) { width: 38mm; } .measurements thead .number { width: 14mm; } .measurements thead .number:last-child { width: 11mm; }
          .facts { gap: 0 8mm; } .facts > div { grid-template-columns: 32mm 1fr; gap: 3mm; padding: 2.5pt 0; }
          .cases th:nth-child(1) { width: 32mm; } .cases th:nth-child(3) { width: 26mm; } .cases th:nth-child(4) { width: 16mm; }
          .description { max-width: none; }
          h2, h3, h4, summary, thead, .group { break-after: avoid; }
          tr, .notice, .facts > div, .trace li, .whole { break-inside: avoid; }
          thead { display: table-header-group; }
          .own-page { break-before: page; }
          .own-page h2 { margin-top: 0; }
          details::details-content { content-visibility: visible; display: block; block-size: auto; }
          details { border-bottom: 0; margin-bottom: 6pt; }
          summary { border-bottom: 1px solid var(--line); font-weight: 600; padding: 2pt 0; }
          summary::before { display: none; }
          .variant { margin: 2pt 0 6pt; }
          .trace, .trace pre, code, pre, .id { font-size: 7.5pt; }
          .message-id, .took { font-size: 7pt; }
          .trace li { padding: 1pt 3pt; grid-template-columns: 14mm 18mm 1fr; gap: 2mm; }
          thead th, .remark, .description, footer { font-size: 7.5pt; }
        }

        """)
}
