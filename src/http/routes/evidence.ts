/** The photos that a rejection shows, with links for whoever asks. */
import { EvidenceList } from '../../contract/attachment.ts';
import { isAttachmentId } from '../../contract/attachment-id.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { type RequestDesk, RequestParams } from './requests-support.ts';

export const evidenceRoutes = ({ photos }: HttpParts, desk: RequestDesk): Route[] => [
  route({
    method: 'get',
    path: '/v1/requests/:id/evidence',
    tag: 'Requests',
    operation: 'listEvidence',
    summary: 'Read the photos of a rejection',
    description:
      'Those that its `evidence` names by their ids, in that order; links of it are where they lead. The addresses are for the caller alone, for an hour.',
    params: RequestParams,
    answers: { 200: { description: 'The photos; none where it shows none.', schema: EvidenceList } },
    problems: [],
    async handle({ params: { id }, caller }) {
      const { facts, rejection } = await desk.find(id, caller);
      const ids = rejection?.evidence.filter(isAttachmentId) ?? [];
      const seen = await photos.seen(caller, facts.conversationId, ids);
      return { status: 200, body: { items: seen.map((one) => photos.links.view(one, caller)) } };
    },
  }),
];
