// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { manyResult, storyResult } from '../testing/sample-result.ts';
import { makeGraph } from './graph-model.ts';

describe('makeGraph', () => {
  it('joins the names of a finding, with the number of findings and the worst severity', () => {
    const { columns, edges, hidden } = makeGraph(storyResult.findings, { all: 40, column: 10 });
    expect(columns.map(({ column, nodes }) => [column, nodes.map(({ name }) => name)])).toEqual([
      ['principal', ['payments/api', 'deploy']],
      ['credential', ['jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10', 'ASIA…QX7A']],
      ['client', ['kubectl', 'aws-cli/2.17.0']],
      ['address', ['198.51.100.77']],
      ['resource', ['payments/card-gateway']],
    ]);
    expect(edges.at(-1)).toEqual({
      from: 'principal\npayments/api',
      to: 'credential\njti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10',
      count: 2,
      severity: 'critical',
    });
    expect(hidden).toBe(0);
  });

  it('keeps the heaviest and counts the rest', () => {
    const { findings } = manyResult(500);
    const all = makeGraph(findings, { all: 1000, column: 1000 });
    const few = makeGraph(findings, { all: 20, column: 6 });
    const kept = few.columns.flatMap(({ nodes }) => nodes);
    expect(kept.length + few.hidden).toBe(all.columns.flatMap(({ nodes }) => nodes).length);
    expect(kept.length).toBeLessThanOrEqual(20);
    for (const { column, nodes } of few.columns) {
      const weights = all.columns.find((other) => other.column === column)?.nodes.map(({ weight }) => weight) ?? [];
      const lightest = Math.min(...nodes.map(({ weight }) => weight));
      expect(weights.filter((weight) => weight > lightest).length).toBeLessThan(nodes.length);
      expect(nodes.length).toBeLessThanOrEqual(6);
    }
    const keys = new Set(kept.map(({ key }) => key));
    for (const { from, to } of few.edges) expect([keys.has(from), keys.has(to)]).toEqual([true, true]);
  });
});
