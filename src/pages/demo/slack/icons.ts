/** The few drawings of the Slack pane. All of them decorate: what they mean is said in words beside them. */
import { html } from 'lit';

export const parleyIcon = html`<svg class="parley" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="7" fill="#0a6655" />
  <path d="M8 9h11a4 4 0 0 1 4 4v2a4 4 0 0 1-4 4h-6l-4 4v-4.2A3 3 0 0 1 8 16z" fill="#fff" />
  <circle cx="13" cy="14" r="1.6" fill="#0a6655" />
  <circle cx="18" cy="14" r="1.6" fill="#0a6655" />
</svg>`;

export const eyeIcon = html`<svg class="line" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
  <circle cx="8" cy="8" r="1.9" />
</svg>`;

export const crossIcon = html`<svg class="line" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M3.5 3.5l9 9m0-9l-9 9" />
</svg>`;

export const sendIcon = html`<svg class="line" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M2.2 8L2 2.6 14 8 2 13.4 2.2 8zm0 0H8" />
</svg>`;

export const downIcon = html`<svg class="line" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 3v9.5m0 0l4-4m-4 4l-4-4" />
</svg>`;

export const replyIcon = html`<svg class="line" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M6.5 3.5L3 7l3.5 3.5M3 7h6a4 4 0 0 1 4 4v1.5" />
</svg>`;
