/**
 * Keeps a stranger's page out. Shadow DOM stops its selectors, not what is inherited through the host: colours, type,
 * spacing, `visibility`. `.shell` goes around everything an element draws and begins anew from the initial values; no
 * rule of the page reaches it, whatever its weight. Only the direction of writing comes through, as it should.
 */
import { css } from 'lit';

export const shellStyles = css`
  .shell {
    all: initial;
    display: contents;
    color-scheme: light dark;
    color: var(--ink);
    font-family: var(--font);
    line-height: var(--leading);
    -webkit-text-size-adjust: 100%;
  }

  .shell > * {
    font-size: var(--body);
  }
`;

/**
 * Sizes are multiples of the size that the reader chose in their browser, which is the shell's. Many shops set the
 * root's to 62.5%, so `rem` is not it: where the two differ, and the shop has not said otherwise, the host carries it.
 */
export function keepTypeSize(host: HTMLElement): void {
  const shell = host.shadowRoot?.querySelector('.shell');
  if (!shell || getComputedStyle(host).getPropertyValue('--parley-rem')) return;
  const chosen = getComputedStyle(shell).fontSize;
  if (chosen !== getComputedStyle(document.documentElement).fontSize) host.style.setProperty('--parley-rem', chosen);
}
