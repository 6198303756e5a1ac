/** Block Kit's look: Slack's sizes and rhythm in the page's own colours. For messages, Home and modals alike. */
import { css } from 'lit';

export const blockStyles = css`
  h4.header {
    margin: 2px 0 var(--s1);
    font-size: 1rem;
    font-weight: 800;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .section {
    margin: var(--s1) 0;
    overflow-wrap: anywhere;
  }

  .section.accessory {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--s3);
    align-items: start;
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--s2) var(--s3);
    margin-top: var(--s1);
  }

  .text p,
  p.rich,
  li.rich {
    white-space: pre-wrap;
  }

  blockquote {
    position: relative;
    margin: var(--s1) 0;
    padding-inline-start: var(--s4);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  blockquote::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    width: 4px;
    border-radius: 4px;
    background: var(--line);
  }

  ul.list,
  ol.list {
    margin-block: 2px;
    margin-inline-start: 22px;
  }

  ul.list {
    list-style: disc;
  }

  ol.list {
    list-style: decimal;
  }

  .indent-1 {
    margin-inline-start: 46px !important;
  }

  .indent-2 {
    margin-inline-start: 70px !important;
  }

  code,
  pre {
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--sunken);
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    font-size: 0.8125rem;
  }

  code {
    padding: 1px 4px;
    color: var(--danger);
  }

  pre {
    margin: var(--s1) 0;
    padding: var(--s2);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  a {
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .mention {
    padding: 0 2px 1px;
    border-radius: 3px;
    background: var(--accent-soft);
    color: var(--on-accent-soft);
    font-weight: 600;
  }

  hr {
    margin: var(--s3) 0;
    border: 0;
    border-top: 1px solid var(--line);
  }

  .context {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--s3);
    margin: var(--s1) 0;
    color: var(--ink-2);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    margin: var(--s2) 0 var(--s1);
  }

  .actions button,
  .accessory button,
  a.button {
    position: relative;
    min-height: 34px;
    max-width: 100%;
    padding: 3px var(--s3);
    border-radius: 7px;
    font-size: var(--small);
    font-weight: 700;
    line-height: 1.25;
    text-align: center;
  }

  .actions button.danger:not(:disabled) {
    border-color: var(--danger);
    background: var(--surface);
    color: var(--danger);
  }

  .actions button.danger:hover:not(:disabled) {
    background: var(--danger-soft);
  }

  a.button {
    display: inline-flex;
    align-items: center;
    border: 1px solid var(--line-strong);
    color: inherit;
    text-decoration: none;
  }

  .working .label {
    visibility: hidden;
  }

  .working::after {
    content: '';
    position: absolute;
    width: 14px;
    height: 14px;
    border: 2px solid currentColor;
    border-top-color: transparent;
    border-radius: 50%;
    animation: turn 800ms linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .working::after {
      border-style: dotted;
      animation: none;
    }
  }

  .control {
    min-width: 180px;
  }

  @media (max-width: 1099px) {
    .actions button,
    .accessory button,
    a.button {
      min-height: var(--control);
    }
  }
`;
