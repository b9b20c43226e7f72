// SPDX-License-Identifier: Apache-2.0
// Cases: the events with the verdict that a rule must give, in NAME.cases.yml beside NAME.yml.
import { z } from 'zod';

const base = {
  name: z.string().min(1),
  verdict: z.enum(['match', 'clean']),
  settings: z
    .strictObject({
      networks: z
        .array(
          z.strictObject({
            zone: z.string(),
            cidrs: z.array(z.string()),
            country: z
              .string()
              .regex(/^[A-Z]{2}$/)
              .optional(),
          }),
        )
        .optional(),
      settings: z
        .record(z.string(), z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]))
        .optional(),
    })
    .optional()
    .meta({ description: 'your ranges and settings of the rule, for this case' }),
  expect: z
    .strictObject({
      principal: z.string().optional(),
      credential: z.string().optional(),
      client: z.string().optional(),
      ip: z.string().optional(),
      summary: z.string().optional().meta({ description: 'text that the summary must hold' }),
      findings: z.number().int().optional(),
      count: z.number().int().optional(),
    })
    .optional(),
};

const whole = z.strictObject({ ...base, events: z.array(z.record(z.string(), z.unknown())).min(1) });

/** A near miss: an earlier case with one fact changed, one event left out, or other settings. */
const variation = z
  .strictObject({
    ...base,
    like: z.string().meta({ description: 'name of an earlier case with events' }),
    change: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'ONE dotted path from `events` and its value: events.1.sourceIPs.0: 10.0.0.9' }),
    remove: z.string().optional().meta({ description: 'ONE dotted path to leave out: events.0' }),
  })
  .refine((it) => it.change === undefined || it.remove === undefined, 'give either `change` or `remove`')
  .refine(
    (it) => it.change !== undefined || it.remove !== undefined || it.settings !== undefined,
    'give `change`, `remove`, or other `settings`',
  )
  .refine((it) => it.change === undefined || Object.keys(it.change).length === 1, '`change` takes exactly one path');

export const caseFileSchema = z.strictObject({ cases: z.array(z.union([whole, variation])).min(2) });
export type CaseFile = z.infer<typeof caseFileSchema>;
export type Case = CaseFile['cases'][number];
