"""How a handout looks as HTML, on a screen from 320 pixels wide and on A4.

`HANDOUT` stands under `.handout`, in a page of the chat too: its colours are the chat's where those are known. `FRAME`
is of the page that stands alone. On paper that page is set as a table whose head is what stands over each page: all
browsers repeat that, and leave it its place. Page numbers are set by browsers that know boxes in the margin.
"""

from __future__ import annotations

HANDOUT = """
.handout { line-height: 1.5; max-width: 64rem; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
.handout :is(p, li, blockquote) { max-width: 44rem; }
.handout :is(td, th) p { max-width: none; }
.handout :is(h1, h2, h3, h4) { line-height: 1.25; margin: 1.5rem 0 0.5rem; break-after: avoid; }
.handout header :is(h1, h2) { margin: 0 0 0.5rem; }
.handout h1 { font-size: 1.75rem; } .handout h2 { font-size: 1.3rem; } .handout h3 { font-size: 1.125rem; }
.handout p { margin: 0 0 0.6rem; }
.handout header { border-bottom: 2px solid var(--soft, #454b52); padding-bottom: 0.4rem; }
.handout .kind { font-weight: 700; margin: 0 0 0.25rem; }
.handout .as-at { font-weight: 700; }
.handout .warning { color: var(--warn, #8a1c12); font-weight: 700; }
.handout .small { color: var(--soft, #454b52); font-size: 0.9rem; }
.handout ul { margin: 0 0 0.6rem; padding-left: 1.4rem; } .handout li { margin: 0 0 0.35rem; }
.handout blockquote { margin: 0 0 0.6rem; padding: 0.1rem 0 0.1rem 1rem;
  border-left: 3px solid var(--accent, #0b4a63); }
.handout a { color: var(--accent, #0b4a63); }
.handout :is(a, .wide):focus-visible { outline: 3px solid var(--accent, #0b4a63); outline-offset: 2px; }
.handout sup { line-height: 0; font-size: 0.75em; }
.handout :is(sup, [role="doc-endnotes"]) a { display: inline-block; min-width: 1.5rem; max-width: 100%;
  min-height: 1.5rem; overflow-wrap: anywhere; }
.handout [role="doc-endnotes"] a { vertical-align: top; }
.handout sup a { line-height: 1.5rem; text-align: center; }
.handout .wide { overflow-x: auto; margin: 0 0 1rem; }
.handout table { border-collapse: collapse; width: 100%; min-width: 34rem; font-size: 0.95rem; line-height: 1.4;
  border-top: 2px solid var(--soft, #454b52); border-bottom: 2px solid var(--soft, #454b52); }
.handout caption { text-align: left; font-weight: 700; padding: 0 0 0.35rem; }
.handout :is(th, td) { text-align: left; vertical-align: top; padding: 0.4rem 0.5rem;
  border-bottom: 1px solid var(--line, #a9b0b6); }
.handout thead th { background: var(--tint, #e6eff3); }
.handout .picture { min-width: 34rem; } .handout .picture svg { width: 100%; height: auto; }
.handout .blank { display: flex; gap: 0.5rem; align-items: end; margin: 1.1rem 0; }
.handout .rule { flex: 1; border-bottom: 1px solid var(--ink, #16191c); }
.handout [role="doc-endnotes"] { font-size: 0.9rem; } .handout [role="doc-endnotes"] ol { padding-left: 1.9rem; }
.handout li:target, .handout sup a:target { background: var(--mark, #ffe27a); color: var(--on-mark, #16191c); }
@media (pointer: coarse) {
  .handout :is(sup, [role="doc-endnotes"]) a { min-width: 2.75rem; min-height: 2.75rem; line-height: 2.75rem; }
  .handout sup a { margin: -1rem 0; } .handout [role="doc-endnotes"] a { line-height: 1.5; }
}
@media screen and (max-width: 40rem) {
  .handout table { min-width: 0; }
  .handout :is(table, caption, tbody, tr, td) { display: block; }
  .handout thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .handout tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line, #a9b0b6); }
  .handout td { padding: 0.15rem 0; border: 0; } .handout td:empty { display: none; }
  .handout td:first-child { font-weight: 700; }
  .handout td:not(:first-child)::before { content: attr(data-heading) " – "; color: var(--soft, #454b52);
    font-weight: 700; }
}
@media print {
  .handout caption { break-after: avoid; } .handout :is(p, li, blockquote) { max-width: none; }
  .handout { font-size: 11pt; line-height: 1.35; max-width: none; } .handout h1 { font-size: 19pt; }
  .handout h2 { font-size: 14pt; } .handout h3 { font-size: 12pt; }
  .handout :is(sup, [role="doc-endnotes"]) a { display: inline; }
  .handout .wide { overflow: visible; } .handout :is(table, .picture) { min-width: 0; }
  .handout table { font-size: 9.5pt; } .handout thead { display: table-header-group; }
  .handout :is(tr, .picture, .blank, [role="doc-endnotes"] li) { break-inside: avoid; }
  .handout [role="doc-backlink"] { display: none; } .handout a { color: inherit; text-decoration: none; }
}
"""

FRAME = """
:root { color-scheme: light; }
body { margin: 0; background: #ffffff; color: #16191c; font: 1.0625rem Arial, "Liberation Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
.over { display: none; }
.over .warning { color: #8a1c12; font-weight: 700; }
@page { size: A4; margin: 1.5cm 2cm 2cm; @bottom-right { content: "Page " counter(page) " of " counter(pages);
  font: 9pt Arial, sans-serif; } }
@media print {
  body { display: table; width: 100%; table-layout: fixed; }
  main { display: table-row-group; }
  .over { display: table-header-group; break-inside: avoid; font: bold 9pt Arial, sans-serif; }
  .over p { display: flex; justify-content: space-between; gap: 0.5cm; margin: 0 0 0.5cm; }
}
"""
