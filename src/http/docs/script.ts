/** The one script of `/docs`: the address it was opened under, the part that is shown brought into sight among the routes, a filter over the routes, and buttons that copy. Without it everything is there to read. */
export const DOCS_SCRIPT = `for (const place of document.querySelectorAll('[data-opened-under]')) place.textContent = location.origin;
for (const note of document.querySelectorAll('[data-sample]')) note.hidden = true;
const field = document.querySelector('#filter');
const rows = [...document.querySelectorAll('nav li')];
const shown = document.querySelector('nav [aria-current]');
const routes = document.querySelector('nav');
if (shown && getComputedStyle(routes).position === 'sticky') routes.scrollTop = shown.offsetTop - routes.offsetTop - 140;
const folded = (text) => text.toLowerCase();
field.closest('p').hidden = false;
field.addEventListener('input', () => {
  const words = folded(field.value).split(/\\s+/u).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => folded(row.dataset.words || row.textContent).includes(word));
  for (const group of document.querySelectorAll('nav .group')) {
    group.hidden = [...group.querySelectorAll('li')].every((row) => row.hidden);
  }
  document.querySelector('#none').hidden = rows.some((row) => !row.hidden);
});
document.addEventListener('keydown', (event) => {
  const writes = event.target instanceof HTMLElement && event.target.matches('input, textarea');
  if (event.key !== '/' || writes || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
});
for (const text of document.querySelectorAll('pre.copy')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
  const box = document.createElement('div');
  box.className = 'copyable';
  text.replaceWith(box);
  box.append(text, button);
}
`;
