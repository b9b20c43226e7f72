// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createEnricher } from '../enrich/enrich.ts';
import { sources } from '../sources/sources.ts';
import { runCases } from './run-cases.ts';

const world = {
  sources,
  enrichWith: (networks: Parameters<typeof createEnricher>[0]['networks']) => createEnricher({ networks }),
  lists: () => undefined,
};
const rule = {
  file: 'clone.yml',
  text: `
title: Clone from afar
name: clone-from-afar
logsource: { product: github, service: audit }
detection:
  clone: { action: git.clone }
  home: { lifecycle.network.country: DE }
  condition: clone and not home
level: low
`,
};

function results(variation: string): unknown {
  const text = `
cases:
  - name: clone
    verdict: match
    events:
      - { '@timestamp': 1772456400000, _document_id: a, action: git.clone, actor: carol, actor_ip: 192.0.2.7, org: example }
  - { name: other, like: clone, ${variation} }
`;
  return runCases(rule, { file: 'clone.cases.yml', text }, world).map(({ passed }) => passed);
}

test('a near miss may differ by settings alone, and a named network may have a country', () => {
  expect(
    results('verdict: clean, settings: { networks: [{ zone: lab, cidrs: [192.0.2.0/24], country: DE }] }'),
  ).toEqual([true, true]);
  expect(
    results('verdict: clean, settings: { networks: [{ zone: lab, cidrs: [192.0.2.0/24], country: FR }] }'),
  ).toEqual([true, false]);
});

test.each(['verdict: clean', 'verdict: clean, change: { events.0.actor: dave }, remove: events.0.org'])(
  'refuses a variation with %s',
  (variation) => {
    expect(() => results(variation)).toThrow(expect.objectContaining({ code: 'CASE_INVALID' }));
  },
);
