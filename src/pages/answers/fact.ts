/** One fact in a `<dl>`: what it is called and what it is. */
import { html, type TemplateResult } from 'lit';

export const fact = (name: string, value: unknown): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
