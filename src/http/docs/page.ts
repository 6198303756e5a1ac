/** The page at `/docs`: the OpenAPI document for people. One file and a stylesheet, no script, nothing from elsewhere. */

import { PROBLEM_STATUS, PROBLEM_TITLES, type ProblemCode } from '../../contract/problem.ts';
import { groupBy } from '../group.ts';
import type { OpenApiDocument, OpenApiResponse, Operation, Parameter } from '../openapi-document.ts';
import { code, escapeHtml, json, prose } from './html.ts';
import { describeSchema, schemaTable, typeOf } from './schema.ts';

interface Listed {
  path: string;
  method: string;
  operation: Operation;
}

export function docsPage(document: OpenApiDocument): string {
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ path, method, operation })),
  );
  const byTag = groupBy(listed, ({ operation }) => operation.tags[0] ?? '');
  const { title, version, description } = document.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} API ${escapeHtml(version)}</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the routes</a>
<nav aria-label="Routes">
<p class="name"><strong>${escapeHtml(title)}</strong> ${escapeHtml(version)}</p>
${[...byTag].map(([tag, operations]) => navSection(tag, operations)).join('\n')}
<h2>Reference</h2>
<ul><li><a href="#problems">Problems</a></li><li><a href="#schemas">Schemas</a></li></ul>
</nav>
<main id="main">
<h1>${escapeHtml(title)} API</h1>
<p>${prose(description)}</p>
<p>The same as a machine reads it: <a href="/openapi.json">openapi.json</a>.</p>
${[...byTag].map(([tag, operations]) => section(tag, operations)).join('\n')}
${problems()}
${schemas(document)}
</main>
</body>
</html>
`;
}

const navSection = (tag: string, operations: Listed[]): string => `<h2>${escapeHtml(tag)}</h2>
<ul>${operations.map(({ method, path, operation }) => `<li><a href="#${operation.operationId}">${badge(method)} <span class="path">${breakable(path)}</span></a></li>`).join('')}</ul>`;

const badge = (method: string): string => `<span class="method ${method}">${method.toUpperCase()}</span>`;

/** A path that may be broken before each of its slashes. */
const breakable = (path: string): string => escapeHtml(path).replaceAll('/', '<wbr>/');

const section = (tag: string, operations: Listed[]): string =>
  `<section aria-label="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${operations.map(article).join('\n')}</section>`;

function article({ path, method, operation }: Listed): string {
  const roles = operation['x-roles'];
  const who = roles ? roles.map((role) => `<span class="role">${role}</span>`).join(' ') : 'anyone';
  return `<article id="${operation.operationId}">
<h3>${escapeHtml(operation.summary)}</h3>
<p class="route">${badge(method)} <span class="path">${breakable(path)}</span></p>
<p class="who">For ${who}</p>
${operation.description ? `<p>${prose(operation.description)}</p>` : ''}
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
  return `<h4>Parameters</h4><table><tbody>${rows.join('')}</tbody></table>`;
}

function body({ requestBody }: Operation): string {
  const media = requestBody?.content['application/json'];
  if (!media) return '';
  const example = media.example === undefined ? '' : json(media.example);
  return `<h4>Body</h4><p>${typeOf(media.schema)}</p>${example}`;
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
  return `<section id="problems" aria-label="Problems"><h2>Problems</h2>
<p>Errors are problem documents (RFC 9457): <a href="#schema-Problem">Problem</a>. Tell them apart by ${code('code')}.</p>
<table><tbody>${rows.join('')}</tbody></table></section>`;
}

function schemas({ components }: OpenApiDocument): string {
  const all = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<article id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${schema.description ? `<p>${prose(schema.description)}</p>` : ''}${schemaTable(schema)}</article>`,
  );
  return `<section id="schemas" aria-label="Schemas"><h2>Schemas</h2>${all.join('\n')}</section>`;
}
