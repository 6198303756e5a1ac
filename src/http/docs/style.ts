/** The look of `/docs`: the colours of the other pages (src/pages/theme/tokens.ts), light and dark. */
export const DOCS_STYLE = `:root {
  color-scheme: light dark;
  --bg: light-dark(#f7f5f1, #151614);
  --surface: light-dark(#fff, #1f211e);
  --sunken: light-dark(#f0ede7, #292b27);
  --line: light-dark(#e2ddd4, #3a3c37);
  --line-strong: light-dark(#8c857a, #84877d);
  --ink: light-dark(#1f231f, #f0eee9);
  --ink-2: light-dark(#5b5e57, #b3b1a8);
  --accent: light-dark(#0a6655, #63cdb6);
  --time: light-dark(#8a4b00, #f2b866);
  --danger: light-dark(#a8281d, #ff9c90);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  font: 16px/1.55 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Thai", system-ui, sans-serif;
  color: var(--ink);
  background: var(--bg);
  overflow-wrap: anywhere;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
[hidden] { display: none !important; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--bg); padding: .5rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1rem; padding: .75rem 1.25rem; border-bottom: 1px solid var(--line); background: var(--surface); }
header a { min-height: 24px; }
header .name { color: inherit; text-decoration: none; }
nav { padding: 1.25rem; border-top: 1px solid var(--line); background: var(--surface); font-size: .875rem; }
nav h2 a { color: inherit; }
.filter { margin: 0; }
.filter label { display: block; color: var(--ink-2); }
.filter input { width: 100%; min-height: 44px; padding: 0 .75rem; border: 1px solid var(--line-strong); border-radius: 8px; background: var(--bg); color: var(--ink); font: inherit; font-size: 16px; }
#none { color: var(--ink-2); }
nav h2 { margin: 1.25rem 0 .35rem; font-size: .75rem; letter-spacing: .04em; color: var(--ink-2); text-transform: uppercase; }
nav h2 a[aria-current] { color: var(--accent); }
.group:has([aria-current]) { margin-inline: -1.25rem; padding: .1rem 1.25rem .6rem; border-inline-start: 3px solid var(--accent); background: var(--bg); }
.group:has([aria-current]) h2 { margin-top: .6rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: grid; grid-template-columns: 3.4rem 1fr; gap: .5rem; padding: .25rem 0; color: inherit; text-decoration: none; }
nav li a:hover .path { text-decoration: underline; }
nav li a:not(:has(.method)) { display: block; }
main { padding: 1.25rem; max-width: 56rem; min-width: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0 1rem; }
h1 + p { margin-bottom: 1.25rem; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 1rem; }
h3 { font-size: .8125rem; color: var(--ink-2); margin: 1.1rem 0 .4rem; }
article h2 { font-size: 1.05rem; margin: 0 0 .4rem; }
.parts { display: grid; gap: .75rem; padding: 0; list-style: none; }
.parts a { display: inline-block; min-height: 24px; font-weight: 600; }
.parts span { display: block; color: var(--ink-2); }
.copyable { position: relative; }
.copyable button { position: absolute; top: .5rem; right: .5rem; min-width: 44px; min-height: 36px; padding: 0 .75rem; border: 1px solid var(--line-strong); border-radius: 8px; background: var(--surface); color: var(--ink); font: 600 .8125rem/1 inherit; font-family: inherit; cursor: pointer; }
.copyable pre { padding-right: 6rem; }
@media (max-width: 40rem) {
  .copyable { display: grid; justify-items: end; }
  .copyable pre { order: 1; width: 100%; padding-right: 1rem; }
  .copyable button { position: static; }
}
article { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.25rem; margin: 0 0 1rem; }
article:target, tr:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
p { margin: .4rem 0; }
.listed { columns: 11rem; margin: .4rem 0; padding-inline-start: 1.2em; }
.listed li { break-inside: avoid; }
:is(pre, .copyable) + p { margin-top: 1.25rem; }
.route { margin: .2rem 0; }
.path, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875em; }
.method { font: 700 .6875rem/1.6 ui-monospace, Menlo, Consolas, monospace; color: var(--accent); }
.method.get { color: var(--accent); }
.method.post { color: var(--ink); }
.method.put { color: var(--time); }
.method.patch { color: var(--time); }
.who, .bound, .place, td p { color: var(--ink-2); font-size: .875rem; }
.role { border: 1px solid var(--line); border-radius: 999px; padding: .05rem .55rem; color: var(--ink); }
.bound { white-space: normal; }
.bound + .bound::before { content: "· "; }
.required { color: var(--danger); font-size: .75rem; font-weight: 400; }
.status { font-weight: 700; font-variant-numeric: tabular-nums; color: var(--accent); }
.status.s4, .status.s5 { color: var(--danger); }
pre { margin: .4rem 0; padding: .8rem 1rem; background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; overflow-wrap: normal; line-height: 1.45; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .5rem .45rem 0; border-top: 1px solid var(--line); }
th { width: 34%; font-weight: 500; }
summary { cursor: pointer; color: var(--ink-2); font-size: .875rem; padding: .35rem 0; }
@media (min-width: 60rem) {
  body { display: grid; grid-template: auto 1fr / 19rem minmax(0, 1fr); }
  header { grid-column: 1 / -1; }
  .to-routes { display: none; }
  nav { grid-area: 2 / 1; position: sticky; top: 0; height: 100vh; overflow-y: auto; border-top: 0; border-right: 1px solid var(--line); }
  nav { padding-top: 0; }
  .filter { position: sticky; top: 0; z-index: 1; margin-inline: -1.25rem; padding: 1rem 1.25rem .75rem; border-bottom: 1px solid var(--line); background: var(--surface); }
  main { grid-area: 2 / 2; padding: 2rem 3rem; }
}
`;
