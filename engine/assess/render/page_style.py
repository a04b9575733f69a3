"""How the HTML page looks, on screens and on paper."""

PAGE_STYLE = """
:root { color-scheme: light; --ink: #1c2530; --quiet: #5a6572; --line: #e3e8ee; --paper: #fff; --tint: #f5f7fa;
  --accent: #34568b; --critical: #b3261e; --high: #c4571f; --medium: #96700a; --low: #4a6f96; --info: #6b7683;
  --good: #2e7d4f; }
* { box-sizing: border-box; }
body { font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--tint);
  margin: 0; }
main { max-width: 1080px; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .3rem 0; } .note { color: var(--quiet); } a { color: var(--accent); }
code { font: .92em ui-monospace, "Cascadia Mono", Menlo, monospace; overflow-wrap: anywhere; }
nav { font-size: .9rem; margin: .75rem 0 1.5rem; } nav a { margin-right: 1rem; text-decoration: none; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: .9rem; }
.tile, .card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; }
.tile b { display: block; font-size: 1.7rem; line-height: 1.2; } .tile span { color: var(--quiet); font-size: .9rem; }
.tile.bad b { color: var(--critical); } .tile.good b { color: var(--good); }
ol.start { list-style: none; margin: .75rem 0 0; padding: 0; counter-reset: start; }
ol.start > li { counter-increment: start; background: var(--paper); border: 1px solid var(--line);
  border-radius: 8px; padding: .8rem 1.1rem .8rem 3.4rem; margin-bottom: .6rem; position: relative; }
ol.start > li::before { content: counter(start); position: absolute; left: 1.1rem; top: .75rem; font-size: 1.3rem;
  font-weight: 600; color: var(--accent); }
.meta { color: var(--quiet); font-size: .88rem; overflow-wrap: anywhere; }
.why { margin: .35rem 0 0; padding: 0; list-style: none; } .why li { margin: .15rem 0; }
pre { margin: .25rem 0 .4rem; padding: .35rem .6rem; background: var(--tint); border-radius: 4px;
  font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.badge { display: inline-block; min-width: 4.6rem; text-align: center; border-radius: 4px; padding: 0 .45rem;
  font-size: .8rem; font-weight: 600; color: #fff; background: var(--info); margin-right: .4rem; }
.critical { background: var(--critical); } .high { background: var(--high); } .medium { background: var(--medium); }
.low { background: var(--low); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 8px; margin-top: .6rem; }
th, td { text-align: left; padding: .4rem .8rem; vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; border-bottom: 1px solid var(--line); }
tr + tr td { border-top: 1px solid var(--line); } table.rules th:nth-child(2) { width: 36%; }
td.number, th.number { text-align: right; white-space: nowrap; }
details summary { cursor: pointer; color: var(--accent); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(440px, 1fr)); gap: .9rem; margin-top: .6rem; }
figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .4rem; } svg { max-width: 100%; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: #1c2530; }
dl.words { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: .6rem 0 0; }
dt { font-weight: 600; } dd { margin: 0; }
@media (max-width: 560px) { .charts { grid-template-columns: 1fr; } dl.words { grid-template-columns: 1fr; } }
@media print { body { background: #fff; } main { max-width: none; padding: 0; } nav { display: none; }
  details > *:not(summary) { display: block; } details::details-content { content-visibility: visible; }
  h2 { break-after: avoid; } tr, figure, li, .tile { break-inside: avoid; } .badge { print-color-adjust: exact; } }
"""
