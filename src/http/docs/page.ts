/** The pages at `/docs`: the OpenAPI document for people, one page for each part, and a guide. Nothing is from elsewhere. */

import { PROBLEM_STATUS, PROBLEM_TITLES, type ProblemCode } from '../../contract/problem.ts';
import { groupBy } from '../group.ts';
import type { OpenApiDocument, OpenApiResponse, Operation, Parameter } from '../openapi-document.ts';
import { guide } from './guide.ts';
import { code, described, escapeHtml, json, prose } from './html.ts';
import { livePage } from './live.ts';
import { inReadingOrder } from './order.ts';
import { describeSchema, schemaTable, typeOf } from './schema.ts';

interface Listed {
  path: string;
  method: string;
  operation: Operation;
}

/** A page for each part of the API, and what they share. By their addresses. */
export function docsPages(document: OpenApiDocument): Map<string, () => string> {
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ path, method, operation })),
  );
  const byTag = new Map([...groupBy(listed, tagOf)].map(([tag, operations]) => [tag, inReadingOrder(operations)]));
  const shell = (title: string, main: string): string =>
    shellOf(document, navigation(document, byTag, title), title, main);
  const pages = new Map<string, () => string>([
    ['/docs', () => shell('API', overview(document, byTag))],
    ['/docs/live', () => shell('Live events', livePage())],
    ['/docs/schemas', () => shell('Schemas', schemas(document))],
  ]);
  for (const [tag, operations] of byTag) pages.set(pageOf(tag), () => shell(tag, section(document, tag, operations)));
  return pages;
}

const tagOf = ({ operation }: Listed): string => operation.tags[0] ?? '';
const pageOf = (tag: string): string => `/docs/${tag.toLowerCase()}`;
const aboutOf = ({ tags }: OpenApiDocument, tag: string): string =>
  tags.find(({ name }) => name === tag)?.description ?? '';
const linkTo = ({ operation }: Listed): string => `${pageOf(operation.tags[0] ?? '')}#${operation.operationId}`;

function shellOf({ info: { title, version } }: OpenApiDocument, nav: string, name: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(name)} · ${escapeHtml(title)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/style.css">
<script src="/docs/script.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header><a class="name" href="/docs"><strong>${escapeHtml(title)}</strong> ${escapeHtml(version)}</a> <a class="to-routes" href="#routes">All routes</a></header>
<main id="main">
${main}
</main>
${nav}
</body>
</html>
`;
}

const navigation = (
  document: OpenApiDocument,
  byTag: Map<string, Listed[]>,
  shown: string,
): string => `<nav id="routes" aria-label="Routes">
<p class="filter" hidden><label for="filter">Filter the routes</label><input id="filter" type="search" autocomplete="off" placeholder="offer, POST, …"></p>
<p id="none" role="status" hidden>No route has these words.</p>
<div class="group"><h2>Guide</h2><ul>
${[
  ['/docs#first-call', 'The first call'],
  ['/docs#authentication', 'Authentication'],
  ['/docs#errors', 'Errors'],
  ['/docs#problems', 'Error codes'],
  ['/docs#idempotency', 'Idempotency'],
  ['/docs/live', 'Live events'],
  ['/docs/schemas', 'Schemas'],
]
  .map(([link, name]) => `<li><a href="${link}">${name}</a></li>`)
  .join('')}
</ul></div>
${[...byTag].map(([tag, operations]) => navSection(document, tag, operations, tag === shown)).join('\n')}
</nav>`;

/** The part that is shown is marked; the page's script brings it into sight. */
const navSection = (document: OpenApiDocument, tag: string, operations: Listed[], shown: boolean): string =>
  `<div class="group"><h2><a href="${pageOf(tag)}"${shown ? ' aria-current="page"' : ''}>${escapeHtml(tag)}</a></h2>
<ul>${operations.map((one) => `<li data-words="${escapeHtml(wordsOf(document, one))}"><a href="${linkTo(one)}">${badge(one.method)} <span class="path">${breakable(one.path)}</span></a></li>`).join('')}</ul></div>`;

/** What the filter finds a route by. */
const wordsOf = (document: OpenApiDocument, { method, path, operation }: Listed): string =>
  [
    method,
    path,
    operation.operationId,
    operation.summary,
    tagOf({ method, path, operation }),
    aboutOf(document, operation.tags[0] ?? ''),
  ].join(' ');

function overview(document: OpenApiDocument, byTag: Map<string, Listed[]>): string {
  const { title, description } = document.info;
  const [server] = document.servers;
  const address = server?.url === '/' ? undefined : server?.url;
  const parts = [...byTag.keys()].map(
    (tag) => `<li><a href="${pageOf(tag)}">${escapeHtml(tag)}</a><span>${prose(aboutOf(document, tag))}</span></li>`,
  );
  return `<h1>${escapeHtml(title)} API</h1>
<p>${prose(description)}</p>
<p>For machines: <a href="/openapi.json">openapi.json</a>. To hear what happens: <a href="/docs/live">live events</a> or <a href="/docs/webhooks">webhooks</a>.</p>
${guide(address)}
<section aria-label="Parts"><h2>Parts</h2><ul class="parts">
<li><a href="/docs/live">Live events</a><span>What boards and chats hear as it happens.</span></li>
${parts.join('\n')}
<li><a href="/docs/schemas">Schemas</a><span>The shapes that routes share.</span></li>
</ul></section>
${problems()}`;
}

const badge = (method: string): string => `<span class="method ${method}">${method.toUpperCase()}</span>`;

/** A path that may be broken before each of its slashes. */
const breakable = (path: string): string => escapeHtml(path).replaceAll('/', '<wbr>/');

const section = (document: OpenApiDocument, tag: string, operations: Listed[]): string =>
  `<h1>${escapeHtml(tag)}</h1><p>${prose(aboutOf(document, tag))}</p>${operations.map(article).join('\n')}`;

function article({ path, method, operation }: Listed): string {
  const roles = operation['x-roles'];
  const who = roles ? roles.map((role) => `<span class="role">${role}</span>`).join(' ') : 'anyone';
  return `<article id="${operation.operationId}">
<h2>${escapeHtml(operation.summary)}</h2>
<p class="route">${badge(method)} <span class="path">${breakable(path)}</span></p>
<p class="who">For ${who}</p>
${operation.description ? described(operation.description) : ''}
${parameters(operation.parameters)}
${body(operation)}
${answers(operation.responses)}
</article>`;
}

function parameters(all: Parameter[]): string {
  if (all.length === 0) return '';
  const rows = all.map(({ name, in: place, required, description, schema }) => {
    const must = required ? '<span class="required">required</span>' : '';
    const about = description ? `<p>${prose(description)}</p>` : '';
    return `<tr><th scope="row">${code(name)} <span class="place">${place}</span> ${must}</th><td>${describeSchema(schema)}${about}</td></tr>`;
  });
  return `<h3>Parameters</h3><table><tbody>${rows.join('')}</tbody></table>`;
}

function body({ requestBody }: Operation): string {
  const media = requestBody?.content['application/json'];
  if (!media) return '';
  const example = media.example === undefined ? '' : json(media.example);
  return `<h3>Body</h3><p>${typeOf(media.schema)}</p>${example}`;
}

function answers(responses: Record<string, OpenApiResponse>): string {
  const rows = Object.entries(responses).map(([status, { description, content = {} }]) => {
    const schema = content['application/json']?.schema;
    const shape = schema && Object.keys(schema).length > 0 ? ` ${typeOf(schema)}` : '';
    return `<tr><th scope="row"><span class="status s${status[0]}">${status}</span></th><td>${prose(description)}${shape}</td></tr>`;
  });
  return `<details><summary>Answers</summary><table><tbody>${rows.join('')}</tbody></table></details>`;
}

function problems(): string {
  const rows = Object.entries(PROBLEM_STATUS).map(
    ([name, status]) =>
      `<tr id="problem-${name}"><th scope="row">${code(name)}</th><td><span class="status s${String(status)[0]}">${status}</span> ${escapeHtml(PROBLEM_TITLES[name as ProblemCode])}</td></tr>`,
  );
  return `<section id="problems" aria-label="Error codes"><h2>Error codes</h2>
<p>Errors are problem documents (RFC 9457): <a href="/docs/schemas#schema-Problem">Problem</a>. Tell them apart by ${code('code')}.</p>
<table><tbody>${rows.join('')}</tbody></table></section>`;
}

function schemas({ components }: OpenApiDocument): string {
  const all = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<article id="schema-${escapeHtml(name)}"><h2>${escapeHtml(name)}</h2>${schema.description ? `<p>${prose(schema.description)}</p>` : ''}${schemaTable(schema)}</article>`,
  );
  return `<h1>Schemas</h1><p>The shapes that routes share.</p>${all.join('\n')}`;
}
