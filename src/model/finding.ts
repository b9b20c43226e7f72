// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { type Severity, severities } from './severity.ts';

export { type Severity, severities };

export const confidences = ['low', 'medium', 'high'] as const;
export const maturities = ['stable', 'incubating', 'experimental'] as const;

const time = z.iso.datetime({ precision: 3 }).meta({ description: 'UTC, RFC 3339 with milliseconds' });

const entity = z
  .strictObject({
    kind: z.string().meta({ description: 'what it is: user, service-account, access-key, application, secret, ...' }),
    id: z.string(),
    name: z.string().optional(),
  })
  .readonly();

const network = z
  .strictObject({
    ip: z.string(),
    asn: z.number().int().optional(),
    as: z.string().optional(),
    country: z.string().optional(),
    class: z.string().optional(),
    cloud: z.string().optional(),
    zone: z.string().optional().meta({ description: "the user's own range that holds the address" }),
  })
  .readonly();

const evidence = z
  .strictObject({
    source: z.string().meta({ description: 'id of the log source' }),
    time,
    eventId: z.string(),
    file: z.string(),
    line: z.number().int().positive(),
    column: z.number().int().positive().optional(),
    endLine: z.number().int().positive().optional(),
    endColumn: z.number().int().positive().optional().meta({ description: 'behind the last character' }),
    note: z.string().meta({ description: 'what this event shows, in words' }),
    rule: z.string().optional().meta({ description: 'the step of the rule that this event met' }),
    stage: z.string().optional(),
    principal: z.string().optional(),
    ip: z.string().optional(),
    agent: z.string().optional(),
    action: z.string().optional(),
    resource: z.string().optional(),
  })
  .readonly();

const check = z
  .strictObject({
    area: z.string(),
    title: z.string().meta({ description: 'the secure state that is not met' }),
    frameworks: z
      .record(z.string(), z.array(z.string()).readonly())
      .readonly()
      .meta({ description: 'ids in published benchmarks and of other tools, by their name' }),
    drift: z.enum(['new', 'changed', 'known']).optional().meta({ description: 'against the baseline' }),
    fix: z
      .strictObject({ safety: z.enum(['safe', 'unsafe']), title: z.string() })
      .readonly()
      .optional(),
    score: z
      .array(z.strictObject({ factor: z.string(), points: z.number(), why: z.string() }).readonly())
      .readonly()
      .optional(),
  })
  .readonly();

/** Something to act on, as it is printed on one JSON line. The same input gives the same `id`. */
export const findingSchema = z
  .strictObject({
    id: z.string().meta({ description: 'stable: the same input gives the same id' }),
    rule: z.string().meta({ description: 'name of the rule' }),
    title: z.string(),
    summary: z.string().meta({ description: 'one sentence a person can act on' }),
    severity: z.enum(severities),
    confidence: z.enum(confidences),
    maturity: z.enum(maturities),
    time: time.meta({ description: 'when the rule was met' }),
    firstSeen: time,
    lastSeen: time,
    count: z
      .number()
      .int()
      .positive()
      .meta({ description: 'events behind the finding; evidence holds the first of them' }),
    attack: z
      .strictObject({ techniques: z.array(z.string()).readonly(), analytics: z.array(z.string()).readonly() })
      .readonly(),
    principal: entity.optional(),
    credential: entity.optional(),
    client: entity.optional(),
    network: network.optional(),
    resource: entity.optional(),
    evidence: z.array(evidence).readonly(),
    story: z.string().optional().meta({ description: 'id of the story this finding belongs to' }),
    mitigations: z.array(z.string()).readonly().meta({ description: 'ATT&CK mitigation ids' }),
    next: z.array(z.string()).readonly().meta({ description: 'what to do, in order' }),
    falsePositives: z.array(z.string()).readonly(),
    check: check.optional().meta({ description: 'only of `tokenward audit`: the check that was not met' }),
    synthetic: z.boolean().optional().meta({ description: 'true where the events were made by `tokenward lab`' }),
  })
  .readonly();

export type Finding = z.infer<typeof findingSchema>;
export type Evidence = Finding['evidence'][number];
export type Entity = NonNullable<Finding['principal']>;
export type Confidence = (typeof confidences)[number];
export type Maturity = (typeof maturities)[number];

/** The findings of one attack, in order. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Ids of findings, earliest first. */
  readonly findings: readonly string[];
  /** What the findings have in common, as in `credential ASIA…`. */
  readonly links: readonly string[];
}
