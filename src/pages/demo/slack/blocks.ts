/**
 * Draws Block Kit as Slack draws it. Pure: blocks in, templates out; what a person does in them goes to the host.
 *
 * Blocks of a kind that is not drawn here say so in their place, so that nobody takes a message for complete.
 */
import type { ActionsBlock, Button, ContextBlock, KnownBlock, SectionBlock, TextObject } from '@slack/types';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SlackBlockJson } from '../../../contract/demo.ts';
import { drawControl, drawInput, isControl } from './fields.ts';
import { type BlockHost, type Pressed, pressKey } from './host.ts';
import { safeHref } from './mrkdwn.ts';
import { drawRichText, drawText, plain } from './text.ts';

export const drawBlocks = (blocks: readonly SlackBlockJson[], host: BlockHost): unknown =>
  repeat(
    blocks as unknown as KnownBlock[],
    (block, index) => block.block_id ?? index,
    (block) => drawBlock(block, host),
  );

function drawBlock(block: KnownBlock, host: BlockHost): TemplateResult {
  switch (block.type) {
    case 'header':
      return html`<h4 class="header">${plain(block.text)}</h4>`;
    case 'section':
      return section(block, host);
    case 'context':
      return context(block, host);
    case 'divider':
      return html`<hr />`;
    case 'actions':
      return actions(block, host);
    case 'rich_text':
      return html`<div class="section">${drawRichText(block, host.reader)}</div>`;
    case 'input':
      return drawInput(block, host);
    default:
      return html`<p class="quiet">This part of the message is shown in Slack itself.</p>`;
  }
}

const isText = (element: { type: string }): element is TextObject =>
  element.type === 'mrkdwn' || element.type === 'plain_text';

function section(block: SectionBlock, host: BlockHost): TemplateResult {
  const { text, fields, accessory } = block;
  return html`
    <div class="section ${accessory ? 'accessory' : ''}">
      <div class="words">
        ${text ? html`<div class="text">${drawText(text, host.reader)}</div>` : nothing}
        ${
          fields?.length
            ? html`<div class="fields">
                ${fields.map((field) => html`<div class="text">${drawText(field, host.reader)}</div>`)}
              </div>`
            : nothing
        }
      </div>
      ${accessory ? element(accessory, block.block_id ?? '', host) : nothing}
    </div>
  `;
}

function context(block: ContextBlock, host: BlockHost): TemplateResult {
  return html`
    <div class="context">
      ${block.elements.filter(isText).map((text) => html`<div class="text">${drawText(text, host.reader)}</div>`)}
    </div>
  `;
}

function actions(block: ActionsBlock, host: BlockHost): TemplateResult {
  return html`
    <div class="actions">${block.elements.map((one) => element(one, block.block_id ?? '', host))}</div>
  `;
}

function element(one: { type: string }, blockId: string, host: BlockHost): TemplateResult | typeof nothing {
  if (one.type === 'button') return button(one as Button, blockId, host);
  return isControl(one) ? drawControl(one, blockId, host) : nothing;
}

function button(one: Button, blockId: string, host: BlockHost): TemplateResult {
  const { style, confirm } = one;
  const label = plain(one.text);
  const pressed: Pressed = { blockId, actionId: one.action_id ?? '', label, confirm, style };
  const href = one.url && safeHref(one.url);
  if (href) {
    return html`<a class="button" href=${href} target="_blank" rel="noopener noreferrer nofollow">${label}</a>`;
  }
  const working = host.busy === pressKey(pressed);
  return html`
    <button
      type="button"
      class="${style ?? ''} ${working ? 'working' : ''}"
      aria-label=${one.accessibility_label ?? nothing}
      aria-busy=${working ? 'true' : 'false'}
      ?disabled=${host.busy !== undefined && !working}
      @click=${() => {
        if (host.busy === undefined) host.press(pressed);
      }}
    >
      <span class="label">${label}</span>
    </button>
  `;
}
