/** The look of `/docs`, light and dark. */
export const DOCS_STYLE = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1d2129, #e4e7ec);
  --soft: light-dark(#5a6372, #9aa4b4);
  --paper: light-dark(#ffffff, #14171c);
  --raised: light-dark(#f5f6f8, #1c2027);
  --line: light-dark(#dfe3e9, #2d333d);
  --accent: light-dark(#0b5fcc, #7db4ff);
  --get: light-dark(#0b6e4f, #5fd3a8);
  --post: light-dark(#0b5fcc, #7db4ff);
  --put: light-dark(#8a4b00, #f0b35e);
  --patch: light-dark(#7a2fb5, #cf9bff);
  --bad: light-dark(#b3261e, #ff9b92);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  color: var(--ink);
  background: var(--paper);
  overflow-wrap: anywhere;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
nav { padding: 1.25rem; border-bottom: 1px solid var(--line); background: var(--raised); font-size: .875rem; }
nav h2 { margin: 1.25rem 0 .35rem; font-size: .75rem; letter-spacing: .04em; color: var(--soft); text-transform: uppercase; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: grid; grid-template-columns: 3.4rem 1fr; gap: .5rem; padding: .25rem 0; color: inherit; text-decoration: none; }
nav a:hover .path { text-decoration: underline; }
nav li a:not(:has(.method)) { display: block; }
.name { margin: 0; }
main { padding: 1.25rem; max-width: 56rem; min-width: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0 1rem; }
h2 { font-size: 1.35rem; margin: 2.75rem 0 1rem; }
h3 { font-size: 1.05rem; margin: 0 0 .4rem; }
h4 { font-size: .8125rem; color: var(--soft); margin: 1.1rem 0 .4rem; }
article { border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; margin: 0 0 1rem; }
article:target, tr:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
p { margin: .4rem 0; }
.route { margin: .2rem 0; }
.path, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875em; }
.method { font: 700 .6875rem/1.6 ui-monospace, Menlo, Consolas, monospace; color: var(--accent); }
.method.get { color: var(--get); }
.method.post { color: var(--post); }
.method.put { color: var(--put); }
.method.patch { color: var(--patch); }
.who, .bound, .place, td p { color: var(--soft); font-size: .875rem; }
.role { border: 1px solid var(--line); border-radius: 999px; padding: .05rem .55rem; color: var(--ink); }
.bound { white-space: normal; }
.bound + .bound::before { content: "· "; }
.required { color: var(--bad); font-size: .75rem; font-weight: 400; }
.status { font-weight: 700; font-variant-numeric: tabular-nums; color: var(--get); }
.status.s4, .status.s5 { color: var(--bad); }
pre { margin: .4rem 0; padding: .8rem 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; overflow-wrap: normal; line-height: 1.45; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .5rem .45rem 0; border-top: 1px solid var(--line); }
th { width: 34%; font-weight: 500; }
summary { cursor: pointer; color: var(--soft); font-size: .875rem; padding: .35rem 0; }
@media (min-width: 60rem) {
  body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-bottom: 0; border-right: 1px solid var(--line); }
  main { padding: 2rem 3rem; }
}
`;
