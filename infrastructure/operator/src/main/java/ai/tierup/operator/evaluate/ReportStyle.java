package ai.tierup.operator.evaluate;

/** The style of reports: light or dark as the reader's system is, narrow enough for a phone. */
final class ReportStyle {

    static final String CSS = """

            :root { color-scheme: light dark; --ink: #1b1f24; --faint: #5b6570; --line: #d6dce2; --back: #fff; --new: #1d5fd1; --old: #6b7682;
              --good: #116b3a; --bad: #b3261e; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --faint: #a3adb8; --line: #3a434d; --back: #14181d; --new: #7fb0ff;
              --old: #a3adb8; --good: #6fcf97; --bad: #ff8a80; } }
            body { font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--back); max-width: 64rem; margin: 2rem auto;
              padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
            .verdict { font-size: 1.15rem; font-weight: 600; }
            table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
            th, td { text-align: right; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
            tr:first-child th { white-space: normal; vertical-align: bottom; } .findings th { white-space: nowrap; }
            th:first-child, td.text, .findings th { text-align: left; } td.text { white-space: normal; }
            small { color: var(--faint); display: block; } code { background: color-mix(in srgb, var(--line) 50%, transparent); padding: .1em .3em; }
            .yes { color: var(--good); font-weight: 600; } .no { color: var(--bad); font-weight: 600; }
            svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; } text { fill: var(--ink); }
            line { stroke-width: 2; } .axis { stroke: var(--faint); stroke-width: 1; } .grid { stroke: var(--line); stroke-width: 1; }
            .limit { stroke: var(--bad); stroke-width: 1; stroke-dasharray: 4 3; }
            .incumbent { stroke: var(--old); fill: var(--old); } .challenger { stroke: var(--new); fill: var(--new); }
            .bad { stroke: var(--bad); fill: var(--bad); }
            """;

    private ReportStyle() {}
}
