/** Modals and questions: laid over the pane, a head and a foot that stay, and fields with their hints and errors. */
import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    inset-block: calc(100dvh - var(--sheet-bottom, 8px) - var(--sheet-height, 90dvh)) var(--sheet-bottom, 8px);
    height: fit-content;
    margin-block: auto;
    padding: 0;
    overflow: hidden;
    border-radius: 12px;
  }

  dialog > form,
  dialog.question[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto;
    max-height: inherit;
  }

  header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--s2);
    align-items: center;
    padding-block: var(--s3);
    padding-inline: var(--s5) var(--s3);
  }

  .question header {
    grid-template-columns: minmax(0, 1fr);
    padding: var(--s4) var(--s5) var(--s2);
  }

  h3 {
    font-size: 1.1875rem;
    font-weight: 800;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .app {
    width: 24px;
    height: 24px;
  }

  .parley {
    display: block;
    width: 100%;
    height: 100%;
  }

  .cross {
    min-width: 44px;
    padding: 0;
    color: var(--ink-2);
  }

  .line {
    width: 18px;
    height: 18px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
  }

  .scroll {
    display: grid;
    align-content: start;
    gap: var(--s3);
    overflow-y: auto;
    padding: var(--s1) var(--s5) var(--s4);
    scrollbar-width: thin;
    white-space: normal;
  }

  .scroll > * {
    min-width: 0;
  }

  .scroll:focus-visible {
    outline-offset: -3px;
  }

  .question .scroll {
    padding-block: 0 var(--s4);
    white-space: pre-line;
  }

  footer {
    display: flex;
    justify-content: end;
    gap: var(--s2);
    padding: var(--s3) var(--s5);
    border-top: 1px solid var(--line);
  }

  footer button {
    position: relative;
    min-width: 80px;
  }

  form > .problem {
    margin: 0 var(--s5) var(--s3);
  }

  .field {
    display: grid;
    gap: var(--s1);
  }

  .name {
    display: block;
    font-weight: 700;
  }

  .optional {
    color: var(--ink-2);
    font-weight: 400;
  }

  .hint {
    color: var(--ink-2);
    font-size: var(--small);
  }

  .error {
    color: var(--danger);
    font-size: var(--small);
    font-weight: 600;
  }

  .wrong input:not([type='radio'], [type='checkbox']),
  .wrong select,
  .wrong textarea {
    border-color: var(--danger);
    box-shadow: inset 0 0 0 1px var(--danger);
  }

  .options {
    display: grid;
  }

  .option {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: var(--s2);
    align-items: start;
    padding: 4px 0;
    font-weight: 400;
    cursor: pointer;
  }

  .option input {
    width: 18px;
    height: 18px;
    margin: 2px 0 0;
    accent-color: var(--accent);
  }

  @media (max-width: 1099px) {
    .option {
      padding: 10px 0;
    }
  }
`;
