/** What a chat shows between its top and its field: messages, cards, drafts, and who is writing. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CardView, MessageView } from '../../contract/chat.ts';
import { fill } from '../../i18n/pages/index.ts';
import { foreignTimes } from '../theme/zone.ts';
import { explainAnswer } from './explain.ts';
import { dayLine, draftMessage, type Fate, nameOf, type Reading, systemMessage, textMessage } from './messages.ts';
import type { ChatSession } from './session.ts';

/** What its cards are given beside what they show. */
interface Around {
  /** Milliseconds since the epoch, by the server's clock. */
  clock(): number;
  /** What a card's question is laid over. */
  frame: HTMLElement;
  /** The page around it says whose times they are. */
  within: boolean | undefined;
}

function offerCard(card: CardView, session: ChatSession, reading: Reading, { clock, frame }: Around): TemplateResult {
  const { strings, locale, zone, reader } = reading;
  const answer = session.answers.get(card.offerId);
  return html`
    <div class="message card first">
      <parley-offer-card
        .card=${card}
        .strings=${strings}
        .locale=${locale}
        .zone=${zone}
        .reader=${reader}
        .clock=${clock}
        .busy=${answer?.busy ?? false}
        .problem=${answer && !answer.busy ? explainAnswer(answer.problem, card.status === 'pending', strings) : undefined}
        .frame=${frame}
      ></parley-offer-card>
    </div>
  `;
}

/** Says of the reader's own messages what became of them: of the last one, and of the last one that was read. */
function fates({ transcript }: ChatSession, { reader }: Reading): (message: MessageView) => Fate | undefined {
  const read = transcript.readByOthers(reader);
  const own = transcript.messages.filter(({ kind, author }) => kind === 'text' && author.role === reader);
  const [lastSeen, last] = [own.findLast(({ seq }) => seq <= read), own.at(-1)];
  return (message) => {
    if (message === lastSeen) return 'seen';
    return message === last ? 'sent' : undefined;
  };
}

/** A sentence of what comes next is news but where the card above it ends in it. */
const isNews = ({ kind, text }: MessageView, index: number, all: readonly MessageView[]): boolean =>
  kind !== 'system' || !all[index - 1]?.card?.outcome?.endsWith(text);

/** Everything there is to read, oldest first. Another session draws it anew. */
export function conversation(session: ChatSession, reading: Reading, around: Around): unknown {
  const { strings } = reading;
  const times = foreignTimes(reading.zone, reading.locale, around.clock());
  const { drafts } = session.transcript;
  const messages = session.transcript.messages.filter(isNews);
  const fateOf = fates(session, reading);
  const [firstUnread] = session.unread;
  const draw = (message: MessageView, before: MessageView | undefined): TemplateResult => {
    if (message.kind === 'system') return systemMessage(message, reading);
    if (message.card) return offerCard(message.card, session, reading, around);
    return textMessage(message, before, fateOf(message), reading);
  };
  return keyed(
    session,
    html`
      ${times && messages.length > 0 && !around.within ? html`<p class="empty">${times}</p>` : nothing}
      ${
        session.hasEarlier
          ? html`<button type="button" class="plain" @click=${() => session.loadEarlier()}>${strings.loadEarlier}</button>`
          : nothing
      }
      ${session.phase === 'live' && messages.length === 0 ? html`<p class="empty">${strings.noMessages}</p>` : nothing}
      ${repeat(
        messages,
        ({ id }) => id,
        (message, index) => {
          const before = messages[index - 1];
          const line = message === firstUnread ? html`<p class="unread">${strings.newMessages}</p>` : nothing;
          return html`${dayLine(message, before, reading)} ${line} ${draw(message, before)}`;
        },
      )}
      ${repeat(
        drafts,
        ({ clientId }) => clientId,
        (draft) => draftMessage(draft, strings, () => session.resend(draft.clientId)),
      )}
      ${
        session.typing
          ? html`<p class="quiet">${fill(strings.typing, { name: nameOf(session.typing, strings) })}</p>`
          : nothing
      }
    `,
  );
}
