/// How the page looks: light, dark, on a phone and on paper.
enum Stylesheet {
  static let text: Markup = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --raised: #f5f7f9; --text: #1b2126; --muted: #55606a; --rule: #d5dbe1; --axis: #66717b;
      --accent: #005a9c; --good: #00664a; --caution: #855000; --bad: #b3261e; --absent: #55606a;
      --warning: #fff6e0; --warning-rule: #d99a1c; --beyond: rgba(179, 38, 30, 0.09);
      --s0: #0072b2; --s1: #c65400; --s2: #00805e; --s3: #b0558a; --s4: #2b8fc4; --s5: #a87400; --s6: #6b4fa0; --s7: #3f474e;
      --faster: #0072b2; --slower: #c65400;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #14181c; --raised: #1d2329; --text: #e8ecef; --muted: #a5b0ba; --rule: #37414a; --axis: #93a0ab;
        --accent: #78bdf0; --good: #57cfa5; --caution: #f0b95a; --bad: #ff8f85; --absent: #a5b0ba;
        --warning: #2d2614; --warning-rule: #b5872a; --beyond: rgba(255, 143, 133, 0.12);
        --s0: #56b4e9; --s1: #f08a4b; --s2: #3fc79a; --s3: #e19cc4; --s4: #9ad3f5; --s5: #e6b13c; --s6: #b8a1e8; --s7: #c8d0d7;
        --faster: #56b4e9; --slower: #f08a4b;
      }
    }
    @media print {
      :root {
        --page: #ffffff; --raised: #ffffff; --text: #000000; --muted: #444444; --rule: #bbbbbb; --axis: #555555;
        --accent: #000000; --good: #00543d; --caution: #6b4000; --bad: #9a1b14; --absent: #444444;
        --warning: #ffffff; --warning-rule: #888888; --beyond: rgba(179, 38, 30, 0.09);
        --s0: #0072b2; --s1: #c65400; --s2: #00805e; --s3: #b0558a; --s4: #2b8fc4; --s5: #a87400; --s6: #6b4fa0; --s7: #3f474e;
        --faster: #0072b2; --slower: #c65400;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
    }
    header, main, footer { max-width: 1200px; margin: 0 auto; padding: 0 20px; }
    header { padding-top: 28px; }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 6px; overflow-wrap: anywhere; }
    h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 10px; overflow-wrap: anywhere; }
    h3 { font-size: 1rem; margin: 14px 0 6px; overflow-wrap: anywhere; }
    section { margin: 40px 0; }
    section + section { border-top: 1px solid var(--rule); padding-top: 28px; }
    .lead, .note { color: var(--muted); margin: 0 0 14px; max-width: 75ch; overflow-wrap: anywhere; }
    .lead { max-width: none; }
    .note { font-size: 0.9rem; }
    a { color: var(--accent); }
    a:focus-visible, button:focus-visible, summary:focus-visible, .scroll:focus-visible {
      outline: 3px solid var(--accent); outline-offset: 2px;
    }
    .skip { position: absolute; left: -9999px; }
    .skip:focus { left: 8px; top: 8px; background: var(--page); padding: 8px 12px; z-index: 1; }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 0; padding: 0; font-size: 0.95rem; }
    nav a { display: inline-block; padding: 3px 0; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr)); gap: 16px; margin-bottom: 14px; }
    .card { background: var(--raised); border: 1px solid var(--rule); border-radius: 8px; padding: 14px 18px 16px; min-width: 0; }
    .card h3 { margin: 0; font-size: 1.1rem; }
    .card .device { margin: 0; color: var(--muted); font-size: 0.9rem; overflow-wrap: anywhere; }
    .card dl { margin: 10px 0 0; }
    .card dt { font-size: 0.8rem; letter-spacing: 0.03em; color: var(--muted); margin-top: 10px; }
    .card dd { margin: 0; font-size: 0.9rem; overflow-wrap: anywhere; }
    .card dd.figure { font-size: 1.6rem; line-height: 1.25; font-weight: 600; font-variant-numeric: tabular-nums; }
    .card dd.bad { color: var(--bad); }
    .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 520px), 1fr)); gap: 24px 32px; }
    .plots > * { min-width: 0; }
    .plots > :only-child { grid-column: 1 / -1; }
    .multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr)); gap: 14px 20px; margin: 0 0 14px; }
    figure { margin: 0; min-width: 0; }
    figcaption { font-weight: 600; font-size: 0.95rem; margin-bottom: 4px; overflow-wrap: anywhere; }
    .multiple figcaption { font-weight: 400; font-size: 0.8rem; min-height: 2.8em; line-height: 1.4; display: flex; align-items: flex-end; }
    .bars { list-style: none; margin: 0; padding: 0; font-size: 0.85rem; max-width: 1000px; }
    .plots > :only-child .bars li, .plots > :only-child .bar-axis { --names: 34em; }
    .bars li, .bar-axis { display: grid; grid-template-columns: minmax(8em, var(--names, 20em)) minmax(8em, 1fr) 4.5rem; column-gap: 12px; align-items: center; }
    .bar-name { overflow-wrap: anywhere; line-height: 1.3; padding: 2px 0; text-align: right; }
    .bars svg { width: 100%; height: 100%; min-height: 20px; }
    .bar-value { font-variant-numeric: tabular-nums; }
    .bar-axis { color: var(--muted); padding-top: 2px; }
    .bar-axis > div { grid-column: 2; position: relative; height: 1.6em; }
    .bar-axis span { font-size: 0.75rem; position: absolute; transform: translateX(-50%); }
    .bars line { vector-effect: non-scaling-stroke; }
    .scroll { overflow-x: auto; max-width: 100%; }
    svg { display: block; }
    .scroll > svg { width: 100%; height: auto; max-width: 760px; }
    .multiple > svg { min-width: 0 !important; width: 100%; height: auto; max-width: 330px; }
    svg.swatch { display: inline-block; vertical-align: -2px; flex: none; margin-top: 4px; }
    svg text { font-family: inherit; fill: var(--text); }
    svg .tick { font-size: 11px; fill: var(--muted); font-variant-numeric: tabular-nums; }
    svg .label { font-size: 12px; fill: var(--muted); }
    svg .name { font-size: 11px; }
    svg .value { font-size: 11px; font-variant-numeric: tabular-nums; }
    .grid { stroke: var(--rule); stroke-width: 1; }
    .axis { stroke: var(--axis); stroke-width: 1.25; }
    .limit { stroke: var(--bad); stroke-width: 1.5; }
    .beyond { fill: var(--beyond); }
    .bar { stroke-width: 13px; }
    .whisker { stroke: var(--text); stroke-width: 2px; vector-effect: non-scaling-stroke; }
    .faster { stroke: var(--faster); }
    .slower { stroke: var(--slower); }
    .s0 { --c: var(--s0); } .s1 { --c: var(--s1); } .s2 { --c: var(--s2); } .s3 { --c: var(--s3); }
    .s4 { --c: var(--s4); } .s5 { --c: var(--s5); } .s6 { --c: var(--s6); } .s7 { --c: var(--s7); }
    .mark { fill: var(--c); fill-opacity: 0.85; stroke: var(--page); stroke-width: 0.75; }
    .cross { stroke: var(--bad); stroke-width: 2.25; fill: none; }
    .roof { fill: none; stroke: var(--c); stroke-width: 1.5; stroke-dasharray: 6 4; }
    .roofline { fill: none; stroke: var(--c, currentColor); stroke-width: 1.5; }
    .thin { fill: none; stroke: var(--c); stroke-width: 1; stroke-opacity: 0.4; }
    .thick { fill: none; stroke: var(--c); stroke-width: 3; }
    .dots { fill: none; stroke: var(--c); stroke-width: 3; stroke-linecap: round; stroke-opacity: 0.65; }
    .dots.s1, .dots.s3, .dots.s5, .dots.s7 { stroke-linecap: square; }
    .box { fill: var(--c); fill-opacity: 0.55; stroke: var(--c); }
    .legend { list-style: none; padding: 0; margin: 6px 0 10px; display: flex; flex-wrap: wrap; gap: 2px 20px; font-size: 0.85rem; }
    .legend li { display: flex; gap: 6px; overflow-wrap: anywhere; min-width: 0; }
    table { border-collapse: collapse; font-size: 0.85rem; margin-bottom: 10px; }
    caption { text-align: left; color: var(--muted); padding-bottom: 4px; }
    th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--rule); }
    thead th { white-space: nowrap; font-weight: 600; vertical-align: bottom; }
    tbody th { font-weight: 400; min-width: 16em; }
    td { min-width: 4em; }
    .matrix td, .number { white-space: nowrap; }
    .shares thead th { white-space: normal; }
    .code { white-space: nowrap; }
    .codes { min-width: 14em; max-width: 34em; overflow-wrap: anywhere; }
    .part { color: var(--caution); } .nothing { color: var(--bad); }
    .segment { fill: var(--c); stroke: var(--page); stroke-width: 1; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    .variant { overflow-wrap: anywhere; min-width: 12em; }
    th button {
      font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
      text-decoration: underline dotted; text-underline-offset: 3px;
    }
    th[aria-sort="ascending"] button::after { content: " ▲"; }
    th[aria-sort="descending"] button::after { content: " ▼"; }
    .badge { font-weight: 600; white-space: nowrap; }
    .badge.good { color: var(--good); } .badge.caution { color: var(--caution); }
    .badge.bad { color: var(--bad); } .badge.absent { color: var(--absent); font-weight: 400; }
    .grade, .none { color: var(--muted); }
    .ref { text-decoration: none; }
    .reasons { font-size: 0.85rem; padding-left: 2.2em; }
    .reasons li, .warning li { overflow-wrap: anywhere; }
    .reasons li:target { background: var(--warning); }
    details { margin: 8px 0; }
    summary { cursor: pointer; padding: 6px 0; overflow-wrap: anywhere; color: var(--accent); }
    .warning {
      background: var(--warning); border-left: 4px solid var(--warning-rule); padding: 8px 14px; margin: 0 0 12px; font-size: 0.9rem;
    }
    .warning p { margin: 0; overflow-wrap: anywhere; } .warning ul { margin: 4px 0; padding-left: 1.3em; }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 8px 28px; }
    .facts { display: grid; grid-template-columns: minmax(6em, max-content) 1fr; gap: 3px 14px; margin: 0; font-size: 0.85rem; }
    .facts dt { color: var(--muted); } .facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
    footer { color: var(--muted); font-size: 0.85rem; border-top: 1px solid var(--rule); padding-top: 12px; padding-bottom: 28px; }
    @media (max-width: 600px) {
      header, main, footer { padding-left: 14px; padding-right: 14px; }
      h1 { font-size: 1.4rem; }
      section { margin: 28px 0; }
      tbody th { min-width: 11em; }
      .bars li, .bar-axis { grid-template-columns: 1fr 4.5rem; }
      .bars li { padding-top: 6px; }
      .bar-name { grid-column: 1 / -1; text-align: left; }
      .bar-axis > div { grid-column: 1; }
      nav a { padding: 6px 0; }
    }
    @media print {
      @page { margin: 12mm; }
      html { font-size: 10px; }
      body { font-size: 1rem; }
      section { margin: 16px 0; }
      section + section { padding-top: 12px; }
      .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); }
      .card { padding: 8px 10px; }
      nav, .skip, script { display: none; }
      header, main, footer { max-width: none; padding: 0; }
      .scroll { overflow: visible; }
      .scroll > svg { min-width: 0 !important; max-width: 480px; }
      figure, .card, tr, .warning { break-inside: avoid; }
      h2, h3, figcaption, summary { break-after: avoid; }
      thead { display: table-header-group; }
      table { font-size: 8px; }
      th, td { padding: 2px 8px 2px 0; }
      .plots { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .multiples { grid-template-columns: repeat(3, minmax(0, 1fr)); }
      tbody th { min-width: 14em; }
      .variant { min-width: 18em; }
      td { min-width: 0; }
      .mark, .segment, .faster, .slower, .box, .beyond, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
