/**
 * A modal that stays within its chat: a native dialog (focus kept inside, Esc cancels, the rest inert) laid over the
 * chat's own box instead of the whole window, because the chat may be a corner of somebody's page.
 */
import { css } from 'lit';

export const sheetStyles = css`
  /* Where the chat's box is, in the window's own coordinates, whatever the direction of writing. */
  dialog {
    position: fixed;
    inset: auto auto var(--sheet-bottom, 8px) var(--sheet-left, 8px);
    width: var(--sheet-width, calc(100vw - 16px));
    max-width: none;
    max-height: var(--sheet-height, 90dvh);
    margin: 0;
    padding: var(--s5);
    overflow: hidden auto;
    border: 0;
    border-radius: var(--round-l);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--lift);
  }

  dialog[open] {
    animation: rise var(--calm) var(--ease);
  }

  /* For fingers only: the keyboard is on the way back, not on the way on. */
  .unseen {
    pointer-events: none;
  }

  dialog::backdrop {
    background: var(--scrim);
    clip-path: inset(var(--sheet-clip, 0));
  }

  @keyframes rise {
    from {
      transform: translateY(16px);
      opacity: 0;
    }
  }
`;

/** The question in a sheet: a title, what follows from it, fields, and two ways on. */
export const questionStyles = css`
  form {
    display: grid;
    gap: var(--s4);
  }

  /* What may be typed, or what is wrong with what was, belongs to the field above it. */
  #means {
    margin-top: calc(-1 * var(--s3));
  }

  input[aria-invalid='true'] {
    border-color: var(--danger);
    outline-color: var(--danger);
  }

  form > *,
  button {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  form :is(h3, h4) {
    margin: 0;
    font-size: calc(1.25 * var(--rem));
    line-height: 1.3;
  }

  :is(h3, h4):focus {
    outline: none;
  }

  form .row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8 * var(--rem)), 1fr));
    gap: var(--s3);
  }

  /* Where thumbs press, what the sheet was opened for comes first. */
  @media (max-width: 480px) {
    form .row {
      grid-template-columns: 1fr;
    }

    .row [type='submit'] {
      order: -1;
    }
  }
`;

const GAP = 8;
const WIDEST = 480;

function place(dialog: HTMLDialogElement, frame: HTMLElement): void {
  const box = frame.getBoundingClientRect();
  const top = Math.max(0, box.top);
  const bottom = Math.max(0, window.innerHeight - box.bottom);
  const left = Math.max(0, box.left);
  const right = Math.max(0, document.documentElement.clientWidth - box.right);
  const width = Math.min(WIDEST, box.width - 2 * GAP);
  const set = (name: string, value: string): void => dialog.style.setProperty(`--sheet-${name}`, value);
  set('bottom', `${bottom + GAP}px`);
  set('left', `${left + (box.width - width) / 2}px`);
  set('width', `${width}px`);
  set('height', `${window.innerHeight - top - bottom - 2 * GAP}px`);
  set('clip', `${top}px ${right}px ${bottom}px ${left}px round ${getComputedStyle(frame).borderRadius}`);
}

/** Opens the dialog over the frame and keeps it there while the window changes. It lets go when the dialog closes. */
export function openSheet(dialog: HTMLDialogElement, frame: HTMLElement): void {
  const follow = (): void => place(dialog, frame);
  const moves = ['resize', 'scroll'] as const;
  follow();
  for (const move of moves) window.addEventListener(move, follow, { capture: true, passive: true });
  dialog.addEventListener(
    'close',
    () => {
      for (const move of moves) window.removeEventListener(move, follow, { capture: true });
    },
    { once: true },
  );
  dialog.showModal();
}
