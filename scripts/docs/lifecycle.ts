// SPDX-License-Identifier: Apache-2.0
import { enrichedFields, lifecycleFields, principalKinds, stages } from '../../src/model/lifecycle.ts';
import { sources } from '../../src/sources/sources.ts';
import { bullets, code, codes, page, table } from './markdown.ts';

const stageTexts: Readonly<Record<(typeof stages)[number], string>> = {
  register: 'an application is made known',
  grant: 'consent, a role, or a credential is added',
  issue: 'a token is handed out',
  read: 'a token is taken from a file, a metadata service or a log',
  use: 'a token acts',
  refresh: 'a token is exchanged for a newer one',
  revoke: 'a token, grant or application is ended',
};

function givenBy(field: string): string {
  const gives = (id: string): boolean =>
    sources.some((it) => it.id === id && it.lifecycle.some((projection) => projection.field === field));
  const all = sources.map((it) => it.id).toSorted();
  const by = all.filter(gives);
  if (by.length === all.length) return 'every source';
  if (by.length === 0) return 'no source yet';
  return by.length > all.length / 2 ? `all but ${codes(all.filter((id) => !gives(id)))}` : codes(by);
}

export function lifecyclePage(): string {
  const enriched: Readonly<Record<string, string>> = enrichedFields;
  return page(
    'The life of a token',
    'Every log source projects its records onto the same fields. A rule with `logsource: {product: tokenward, service: lifecycle}` is written on them and runs on every source; a rule on one source may use them beside the raw fields. Their names begin with `lifecycle.`, as in `lifecycle.network.ip`. A field that a record does not tell is absent. [sources.md](sources.md) says what each source reads them from.',
    '## Stages',
    bullets(stages.map((it) => `${code(it)}: ${stageTexts[it]}`)),
    '## Fields',
    table(
      ['field', 'what it is', 'where it comes from'],
      Object.entries(lifecycleFields).map(([name, text]) => [
        code(`lifecycle.${name}`),
        text,
        enriched[name] === undefined ? givenBy(name) : `enrichment of ${code(`lifecycle.${enriched[name]}`)}`,
      ]),
    ),
    '## Kinds of principals',
    `${codes(principalKinds)}. Single sources have a few more, such as ${code('bot')}.`,
    'Enrichment asks nobody: it reads tables that are installed with Tokenward. What the classes of networks mean, and where the tables come from, is in [content/lists](../content/lists/README.md).',
  );
}
