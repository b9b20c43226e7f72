// SPDX-License-Identifier: Apache-2.0
// The `tokenward:` block of a Sigma document: what a finding says beyond what Sigma has keys for.
import { z } from 'zod';
import { confidences, maturities } from '../model/finding.ts';

const settingValue = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]);

const setting = z
  .strictObject({
    description: z.string().min(1),
    mutableElement: z
      .string()
      .regex(/^AN\d{4}\/\w+$/)
      .optional()
      .meta({ description: 'the ATT&CK mutable element that this is: AN1423/TimeWindow' }),
    at: z.string().optional().meta({
      description:
        'dotted path in this document that the value replaces: correlation.timespan. What is written there is the default',
    }),
    rule: z.string().optional().meta({ description: 'name of the document that `at` is in, where it is not this one' }),
    placeholder: z
      .string()
      .optional()
      .meta({ description: 'name of the %placeholder% of an expand modifier that takes the value' }),
    default: settingValue.optional().meta({ description: 'with placeholder: its values' }),
  })
  .refine((it) => (it.at === undefined) !== (it.placeholder === undefined), 'give either `at` or `placeholder`')
  .refine((it) => it.placeholder === undefined || it.default !== undefined, '`placeholder` needs a `default`');

export const ruleBlockSchema = z.strictObject({
  rows: z
    .array(z.string().regex(/^[A-Z]\d+$/))
    .default([])
    .meta({ description: 'rows of the mission that the rule serves: D1' }),
  analytics: z.array(z.string().regex(/^AN\d{4}$/)).default([]),
  mitigations: z.array(z.string().regex(/^M\d{4}$/)).default([]),
  maturity: z.enum(maturities).default('experimental'),
  confidence: z.enum(confidences).default('medium'),
  summary: z.string().optional().meta({
    description:
      'one sentence; {principal.name} is a lifecycle field of the first event that has it, {last:network.ip} of the last, {values} what the correlation found',
  }),
  why: z.string().optional().meta({ description: 'why it matters' }),
  next: z.array(z.string()).default([]).meta({
    description:
      'what to do, in order; names of lifecycle fields in braces are filled as in `summary`, other braces stay',
  }),
  notes: z
    .record(z.string(), z.string())
    .default({})
    .meta({ description: 'rule name of a step -> what its event shows' }),
  merge: z.array(z.string()).optional().meta({
    description:
      'for rules on single events: lifecycle fields whose equal values make one finding (default principal.id, credential.id, client.id)',
  }),
  settings: z.record(z.string().regex(/^[A-Z]\w+$/), setting).default({}),
});

export type RuleBlock = z.infer<typeof ruleBlockSchema>;
export type RuleSetting = z.infer<typeof setting>;
