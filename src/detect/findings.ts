// SPDX-License-Identifier: Apache-2.0
// From what rules met to findings: the sentence, the entities, the evidence.
import { createHash } from 'node:crypto';
import type { Entity, Evidence, Finding } from '../model/finding.ts';
import type { RuleMeta } from '../sigma/types.ts';
import type { RuleBlock } from './rule-block.ts';
import { fieldText, type Sighting } from './sighting.ts';
import { fillStep, fillSummary } from './summary.ts';

/** What met a rule, whichever way: an episode of single events or a hit of a correlation. */
export interface Met {
  readonly rule: string;
  readonly meta: RuleMeta;
  readonly block: RuleBlock;
  readonly key: string;
  readonly time: number;
  readonly firstTime: number;
  readonly lastTime: number;
  readonly count: number;
  readonly steps: readonly { readonly rule: string; readonly sighting: Sighting }[];
  readonly values: readonly string[];
  /** Id of the event that the finding is named after; the first of its steps where it is absent. */
  readonly anchor?: string | undefined;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function entity(sightings: readonly Sighting[], kind: string, idField: string, nameField?: string): Entity | undefined {
  for (const sighting of sightings) {
    const id = fieldText(sighting, idField);
    if (id === undefined || id === '') continue;
    const name = nameField === undefined ? undefined : fieldText(sighting, nameField);
    const said = fieldText(sighting, kind);
    return { kind: said ?? kind, id, ...(name === undefined || name === id ? {} : { name }) };
  }
  return undefined;
}

function network(sighting: Sighting | undefined): Finding['network'] {
  const ip = sighting === undefined ? undefined : fieldText(sighting, 'network.ip');
  if (sighting === undefined || ip === undefined) return undefined;
  const asn = sighting.lifecycle['network.asn'];
  const text = (field: string): string | undefined => fieldText(sighting, field);
  return {
    ip,
    ...(typeof asn === 'number' ? { asn } : {}),
    ...optional('as', text('network.as')),
    ...optional('country', text('network.country')),
    ...optional('class', text('network.class')),
    ...optional('cloud', text('network.cloud')),
    ...optional('zone', text('network.zone')),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

function noteOf(met: Met, rule: string, sighting: Sighting): string {
  const written = met.block.notes[rule];
  if (written !== undefined) return fillSummary(written, { sightings: [sighting], count: 1, values: [] });
  const action = fieldText(sighting, 'action') ?? 'event';
  const resource = fieldText(sighting, 'resource.name') ?? fieldText(sighting, 'resource.id');
  return resource === undefined ? action : `${action} on ${resource}`;
}

function evidenceOf(met: Met, rule: string, sighting: Sighting): Evidence {
  return {
    source: sighting.source,
    time: iso(sighting.time),
    eventId: sighting.id,
    file: sighting.origin.file,
    line: sighting.origin.line,
    note: noteOf(met, rule, sighting),
    ...(rule === met.rule ? {} : { rule }),
    ...optional('stage', fieldText(sighting, 'stage')),
    ...optional('principal', fieldText(sighting, 'principal.name') ?? fieldText(sighting, 'principal.id')),
    ...optional('ip', fieldText(sighting, 'network.ip')),
    ...optional('agent', fieldText(sighting, 'agent.raw')),
    ...optional('action', fieldText(sighting, 'action')),
    ...optional('resource', fieldText(sighting, 'resource.name') ?? fieldText(sighting, 'resource.id')),
  };
}

/** The finding of one thing met. Its id depends on the rule, the group and one event only: the first, or the anchor. */
export function toFinding(met: Met): Finding {
  // An event can meet several steps of a rule; it is one piece of evidence, for the last of them.
  const byEvent = new Map(met.steps.map((step) => [step.sighting.id, step]));
  const steps = [...byEvent.values()];
  const sightings = steps.map((step) => step.sighting);
  const first = sightings[0];
  // The use is what shows the thief: entities come from the last step backwards, the chain tells the rest.
  const reversed = sightings.toReversed();
  const id = createHash('sha256')
    .update(JSON.stringify([met.rule, met.key, met.anchor ?? first?.id ?? '']))
    .digest('hex')
    .slice(0, 16);
  const count = met.count - (met.steps.length - steps.length);
  const facts = { sightings, count, values: met.values };
  const client = entity(reversed, 'client', 'client.id', 'client.name');
  return {
    id,
    rule: met.rule,
    title: met.meta.title,
    summary: fillSummary(met.block.summary ?? `${met.meta.title}: {principal.name} from {network.ip}.`, facts),
    severity: met.meta.level ?? 'medium',
    confidence: met.block.confidence,
    maturity: met.block.maturity,
    time: iso(met.time),
    firstSeen: iso(met.firstTime),
    lastSeen: iso(met.lastTime),
    count,
    attack: {
      techniques: met.meta.tags
        .map((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1]?.toUpperCase())
        .filter((it) => it !== undefined),
      analytics: met.block.analytics,
    },
    ...optional('principal', entity(reversed, 'principal.kind', 'principal.id', 'principal.name')),
    ...optional('credential', entity(reversed, 'credential.kind', 'credential.id')),
    ...optional('client', client === undefined ? undefined : { ...client, kind: 'oauth-client' }),
    ...optional('network', network(reversed.find((it) => fieldText(it, 'network.ip') !== undefined))),
    ...optional('resource', entity(reversed, 'resource.kind', 'resource.id', 'resource.name')),
    evidence: steps.map((step) => evidenceOf(met, step.rule, step.sighting)),
    mitigations: met.block.mitigations,
    next: met.block.next.map((step) => fillStep(step, facts)),
    falsePositives: met.meta.falsepositives,
    ...(sightings.some((it) => it.synthetic) ? { synthetic: true } : {}),
  };
}
