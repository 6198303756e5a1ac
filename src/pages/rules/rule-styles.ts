import { css } from 'lit';

export const ruleStyles = css`
  .rules {
    display: grid;
    gap: var(--s2);
    counter-reset: rule;
  }

  .rules:not(:has(li)) {
    display: none;
  }

  .rule {
    display: grid;
    gap: var(--s2);
    padding: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--round-s);
    background: var(--bg);
  }

  .rule.off .sentence {
    color: var(--ink-2);
  }

  .rule h4 {
    display: flex;
    gap: var(--s2);
    align-items: center;
    justify-content: space-between;
    font-size: var(--body);
    overflow-wrap: anywhere;
  }

  .sentence {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
  }

  .tools button {
    padding-inline: var(--s3);
  }

  .tools [aria-disabled='true'] {
    border-color: var(--line);
    color: var(--ink-2);
    cursor: not-allowed;
  }

  .switch {
    position: relative;
    flex: none;
    width: 56px;
    padding: 0;
    border: 0;
    background: transparent;
  }

  .switch::before {
    content: '';
    width: 44px;
    height: 24px;
    border: 1px solid var(--line-strong);
    border-radius: 12px;
    background: var(--sunken);
  }

  .switch::after {
    content: '';
    position: absolute;
    inset-inline-start: 10px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: var(--line-strong);
    transition: translate var(--fast) var(--ease);
  }

  .switch[aria-checked='true']::before {
    border-color: var(--accent);
    background: var(--accent);
  }

  .switch[aria-checked='true']::after {
    background: var(--on-accent);
    translate: 20px 0;
  }

  .ticks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
  }

  .tick {
    display: flex;
    gap: var(--s2);
    align-items: center;
    min-height: var(--control);
    font-weight: 400;
  }

  .tick input {
    width: 20px;
    height: 20px;
    accent-color: var(--accent);
  }

  .unsaved {
    background: var(--time-soft);
    color: var(--time);
    font-weight: 600;
  }

  .report {
    display: grid;
    gap: var(--s2);
    padding: var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  .report li > .quiet {
    display: block;
  }

  .report ul {
    display: grid;
    gap: var(--s2);
  }

  summary {
    min-height: 24px;
    cursor: pointer;
    font-weight: 600;
  }

  .largest li {
    padding-block: var(--s1);
    border-block-end: 1px solid var(--line);
  }

  .largest button {
    min-height: 24px;
    padding: 0;
    text-align: start;
    text-decoration: underline;
  }
`;
