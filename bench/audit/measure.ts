// SPDX-License-Identifier: Apache-2.0
// One audit of a folder in a process of its own, so that its peak memory is its own: node bench/audit/measure.ts FOLDER
import { audit } from '../../src/audit/audit.ts';
import { checks } from '../../src/audit/checks.ts';
import { createKnowledge } from '../../src/enrich/knowledge.ts';
import { readInventory } from '../../src/inventory/read-inventory.ts';

const [folder = '.'] = process.argv.slice(2);
const before = process.cpuUsage();
const start = performance.now();
const read = await readInventory([folder]);
const middle = performance.now();
const now = Date.parse('2026-06-01T00:00:00Z');
const result = audit(checks, read.inventory, read, { now, knowledge: createKnowledge() });
const end = performance.now();
const byCheck: Record<string, number> = {};
for (const it of result.weaknesses) byCheck[it.check.id] = (byCheck[it.check.id] ?? 0) + 1;
console.log(
  JSON.stringify({
    files: result.files,
    items: result.items,
    weaknesses: result.weaknesses.length,
    problems: result.problems.length,
    readMs: middle - start,
    judgeMs: end - middle,
    cpuMs: (process.cpuUsage(before).user + process.cpuUsage(before).system) / 1000,
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    byCheck,
  }),
);
