/** The app's Home: what it shows, or that it opens, and what went wrong there. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DemoSlack } from '../../../contract/demo.ts';
import { drawBlocks } from './blocks.ts';
import type { SlackDesk } from './desk.ts';
import type { Pressed } from './host.ts';
import type { Reader } from './text.ts';

export function home(
  { home: view }: DemoSlack,
  desk: SlackDesk,
  reader: Reader,
  press: (pressed: Pressed) => void,
): TemplateResult {
  const problem = desk.problemAt('home');
  return html`
    <div class="scroll home" role="group" aria-label="App Home" tabindex="0">
      ${
        view
          ? drawBlocks(view, { reader, press, busy: desk.busyAt('home'), errors: {} })
          : html`<p class="empty quiet" role="status">Opening Home…</p>`
      }
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    </div>
  `;
}
