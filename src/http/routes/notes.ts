/** What colleagues write to each other about a request. */
import type { Caller } from '../../application/access.ts';
import { type Colleague, isColleague } from '../../application/notes/notes.ts';
import type { NotePosition } from '../../application/notes/ports.ts';
import { InvalidCursor } from '../../application/ports/requests.ts';
import { NoteBody, NoteList, NotesQuery, NoteView } from '../../contract/note.ts';
import { nameTheActor } from '../auth.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { type RequestDesk, RequestParams } from './requests-support.ts';

const WHO_READS =
  'A shop’s notes are for that shop and for agents, agents’ notes for agents alone; buyers and webhooks never get any.';

export function noteRoutes({ notes }: HttpParts, desk: RequestDesk): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/requests/:id/notes',
      tag: 'Notes',
      operation: 'listNotes',
      summary: 'Read what colleagues noted, oldest first',
      description: WHO_READS,
      params: RequestParams,
      query: NotesQuery,
      tagged: true,
      answers: { 200: { description: 'A page of notes.', schema: NoteList } },
      problems: [],
      async handle({ params: { id }, query: { limit, cursor }, caller }) {
        await desk.find(id, caller);
        const after = cursor === undefined ? undefined : positionIn(cursor);
        const page = await notes.page(colleagueIn(caller), id, { after, limit });
        return { status: 200, body: { items: page.notes, nextCursor: page.next && cursorAt(page.next) } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/requests/:id/notes',
      tag: 'Notes',
      operation: 'writeNote',
      summary: 'Note something for colleagues',
      description: WHO_READS,
      params: RequestParams,
      body: NoteBody,
      example: { text: 'Third claim of this buyer this month. I asked the warehouse for the weight.' },
      answers: { 201: { description: 'The note.', schema: NoteView } },
      problems: [],
      async handle({ params: { id }, body: { text }, caller, commandId }) {
        const state = await desk.find(id, caller);
        return { status: 201, body: await notes.write(colleagueIn(caller), state, text, commandId) };
      },
    }),
  ];
}

function colleagueIn({ person }: Caller): Colleague {
  if (!isColleague(person)) throw nameTheActor('Notes are written and read by people');
  return person;
}

const cursorAt = ({ at, id }: NotePosition): string => Buffer.from(`note:${at} ${id}`).toString('base64url');

function positionIn(cursor: string): NotePosition {
  const [, at, id] = /^note:(\S{24}) (\S{1,100})$/u.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined) {
    throw new InvalidCursor(`The cursor "${cursor.slice(0, 40)}" is not one of notes.`);
  }
  return { at, id };
}
