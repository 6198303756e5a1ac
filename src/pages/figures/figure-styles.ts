/** How the dialog of figures looks. */
import { css } from 'lit';

export const figureStyles = css`
  dialog {
    display: grid;
    align-content: start;
    gap: var(--s4);
    box-sizing: border-box;
    width: min(880px, calc(100vw - 16px));
    max-width: none;
    max-height: calc(100dvh - 16px);
    padding: var(--s4) var(--s5);
    overflow: auto;
    border-radius: var(--round-l);
  }

  dialog > * {
    min-width: 0;
  }

  .head {
    display: flex;
    gap: var(--s3);
    align-items: center;
    justify-content: space-between;
  }

  h2,
  h3 {
    margin: 0;
    font-size: var(--strong);
  }

  h3 {
    font-size: var(--body);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s3);
    align-items: center;
  }

  .choices select {
    flex: 1 1 9rem;
    min-width: 0;
    max-width: 16rem;
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s3);
    margin: 0;
    padding: 0;
    border: 0;
  }

  label {
    display: inline-flex;
    gap: var(--s2);
    align-items: center;
    min-height: var(--control);
  }

  .chart {
    display: grid;
    gap: var(--s2);
  }

  .quiet {
    margin: 0;
  }

  summary {
    min-height: var(--control);
    line-height: var(--control);
    cursor: pointer;
  }

  .scrolls {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: var(--s1) var(--s2);
    border-top: 1px solid var(--line);
    text-align: end;
  }

  th {
    font-weight: 600;
  }

  th:first-child {
    text-align: start;
    white-space: nowrap;
  }
`;
