/// The style sheet of reports: light and dark after the reader's choice, two pages of A4 in print.
///
/// The tints are told apart without hue as well: by lightness, by width and, the third, by dashes. Hues
/// are those of M. Okabe and K. Ito, "Color Universal Design", darkened for white paper.
let reportStyle = """
  :root {
    --paper: #ffffff; --ink: #1b1f24; --soft: #5b636d; --rule: #d9dde2; --grid: #e8ebee;
    --panel: #f5f6f8; --first: #8a929c; --second: #0062ab; --third: #c25400; --fourth: #00795a;
    --good: #00795a; --short: #b44a00;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #15181c; --ink: #e7eaee; --soft: #a3abb5; --rule: #363c44; --grid: #272c33;
      --panel: #1e2227; --first: #8d96a1; --second: #62b5f5; --third: #ffa24d; --fourth: #3ccda2;
      --good: #3ccda2; --short: #ffa24d;
    }
  }
  * { box-sizing: border-box; }
  body {
    margin: 0 auto; padding: 28px 24px 48px; max-width: 1060px; background: var(--paper);
    color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
  }
  header { border-bottom: 2px solid var(--ink); padding-bottom: 10px; }
  h1 { font-size: 25px; line-height: 1.2; font-weight: 650; margin: 0; }
  .subtitle { margin: 4px 0 0; color: var(--soft); }
  h2 { font-size: 17px; font-weight: 650; margin: 30px 0 10px; }
  p { margin: 8px 0; }
  .verdict {
    margin: 18px 0 6px; padding: 10px 14px; background: var(--panel);
    border-left: 4px solid var(--soft); font-size: 16px;
  }
  .verdict.good { border-color: var(--good); }
  .verdict.short { border-color: var(--short); }
  .table { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-size: 14px; overflow-wrap: normal; }
  caption { text-align: left; font-weight: 600; padding: 0 0 4px; }
  th, td { text-align: left; font-weight: 400; padding: 4px 14px 4px 0; vertical-align: top; }
  thead th { color: var(--soft); font-size: 13px; border-bottom: 1px solid var(--rule); }
  tbody tr + tr > * { border-top: 1px solid var(--grid); }
  .number { text-align: right; white-space: nowrap; }
  th:last-child, td:last-child { padding-right: 0; }
  .beside {
    display: grid; grid-template-columns: 1fr 1fr; gap: 22px 32px; margin: 14px 0;
  }
  .beside > * { min-width: 0; }
  figure { margin: 0; min-width: 0; break-inside: avoid; }
  figcaption { font-weight: 600; font-size: 14px; }
  .legend {
    list-style: none; display: flex; flex-wrap: wrap; gap: 0 14px; margin: 2px 0 4px; padding: 0;
    font-size: 13px; color: var(--soft);
  }
  .legend li { display: flex; align-items: center; gap: 6px; }
  .swatch { width: 22px; height: 12px; flex: none; }
  figure > svg { display: block; width: 100%; height: auto; }
  .note { font-size: 13px; line-height: 1.4; color: var(--soft); margin: 2px 0 0; }
  svg text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
  svg path { fill: none; }
  .grid { stroke: var(--grid); }
  .zero { stroke: var(--soft); }
  .level { stroke: var(--ink); stroke-width: 1.3; stroke-dasharray: 5 3; }
  .halo { stroke: var(--paper); stroke-width: 3.4; stroke-opacity: 0.75; }
  .line { stroke-width: 1.6; stroke-linejoin: round; }
  .line.first { stroke: var(--first); stroke-width: 1.2; }
  .line.second { stroke: var(--second); stroke-width: 1.8; }
  .line.third { stroke: var(--third); stroke-dasharray: 5 3; }
  .line.fourth { stroke: var(--fourth); stroke-width: 1; }
  svg .fill.first, svg .area.first { fill: var(--first); }
  svg .fill.second, svg .area.second { fill: var(--second); }
  svg .fill.third, svg .area.third { fill: var(--third); }
  svg .fill.fourth, svg .area.fourth { fill: var(--fourth); }
  svg .area { fill-opacity: 0.16; }
  .purpose { margin: 12px 0 2px; font-size: 14px; color: var(--soft); }
  pre {
    margin: 0; padding: 8px 12px; background: var(--panel); white-space: pre-wrap;
    font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  }
  @media (max-width: 760px) {
    body { padding: 16px 16px 32px; }
    .beside { grid-template-columns: 1fr; }
    th, td { padding-right: 10px; }
  }
  @page { size: A4; margin: 11mm 13mm; }
  @media print {
    :root {
      --paper: #ffffff; --ink: #000000; --soft: #454b52; --rule: #b9bec4; --grid: #e2e5e8;
      --panel: #f2f3f5; --first: #8a929c; --second: #0062ab; --third: #c25400; --fourth: #00795a;
      --good: #00795a; --short: #b44a00;
    }
    * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    body { padding: 0; max-width: none; font-size: 11px; line-height: 1.35; }
    h1 { font-size: 19px; }
    h2 { font-size: 13px; margin: 12px 0 4px; break-after: avoid; }
    .page { break-before: page; }
    .verdict { font-size: 12px; margin: 8px 0 4px; padding: 6px 10px; }
    table { font-size: 10.5px; }
    thead th, .purpose, .legend, .note { font-size: 9.5px; }
    th, td { padding-top: 1.5px; padding-bottom: 1.5px; }
    tr { break-inside: avoid; }
    figcaption { font-size: 11px; }
    .beside { grid-template-columns: 1fr 1fr; gap: 8px 22px; margin: 4px 0; }
    .purpose { margin-top: 5px; }
    pre { padding: 4px 8px; font-size: 9px; line-height: 1.35; break-inside: avoid; }
  }
  """
