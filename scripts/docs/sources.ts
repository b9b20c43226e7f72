// SPDX-License-Identifier: Apache-2.0
import type { Shape } from '../../src/model/source.ts';
import { sources } from '../../src/sources/sources.ts';
import { anchor, bullets, code, codes, page, table } from './markdown.ts';

function shapeText(shape: Shape): string {
  const needs = Object.entries(shape.require).map(([path, wanted]) =>
    wanted === true ? code(path) : `${code(path)} is ${wanted.map((it) => code(String(it))).join(' or ')}`,
  );
  const not = (shape.forbid ?? []).map(code);
  return `${needs.join(', ')}${not.length === 0 ? '' : `; without ${not.join(', ')}`}`;
}

export function sourcesPage(): string {
  const list = sources.toSorted((a, b) => a.id.localeCompare(b.id));
  const sections = list.flatMap((it) => [
    `## ${it.id}`,
    `${it.title}. [Format](${it.documentation}).`,
    `Sigma: ${it.logsources
      .map((one) =>
        code(
          Object.entries(one)
            .map(([key, text]) => `${key}: ${text}`)
            .join(', '),
        ),
      )
      .join(
        ' or ',
      )}. Time: ${codes(it.time)}. Id: ${it.eventId.length === 0 ? 'a hash of the record' : codes(it.eventId)}.`,
    `A record is of this source if it has:\n\n${bullets(it.shapes.map(shapeText))}`,
    (it.variants ?? []).length === 0
      ? ''
      : `Brought to that form first, if it has:\n\n${bullets((it.variants ?? []).map(({ shape }) => shapeText(shape)))}`,
    table(
      ['lifecycle field', 'read from'],
      it.lifecycle.map((projection) => [
        code(projection.field),
        codes(projection.from.map((part) => (typeof part === 'string' ? part : part.path))),
      ]),
    ),
  ]);
  return page(
    'Log sources',
    'Which source a record is of is told from the record, not from the name of its file. Files may be mixed. Paths are dotted. What the fields mean is in [lifecycle.md](lifecycle.md); how to add a source is in [CONTRIBUTING.md](../CONTRIBUTING.md#a-log-source).',
    table(
      ['id', 'log'],
      list.map((it) => [`[${it.id}](#${anchor(it.id)})`, it.title]),
    ),
    ...sections,
  );
}
