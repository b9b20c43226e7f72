// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const duration = z
  .string()
  .regex(/^\d{1,6}[smhd]$/)
  .meta({ description: 'a number and s, m, h or d: 90s, 15m, 24h, 7d' });

/** tokenward.yml. Every key is optional; environment variables and flags come after it. */
export const settingsSchema = z
  .strictObject({
    networks: z
      .array(
        z
          .strictObject({
            zone: z.string().min(1).meta({ description: 'what rules call it: cluster, egress, office, runners, ...' }),
            cidrs: z.array(z.string().min(1)).min(1).readonly(),
            country: z
              .string()
              .regex(/^[A-Z]{2}$/)
              .optional(),
          })
          .readonly(),
      )
      .readonly()
      .default([])
      .meta({ description: 'your own address ranges; the longest prefix wins' }),
    settings: z
      .record(
        z.string(),
        z.record(z.string(), z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])),
      )
      .default({})
      .meta({ description: 'rule name -> setting -> value; `tokenward rules show NAME` lists the settings' }),
    rules: z
      .strictObject({
        folders: z.array(z.string()).readonly().default([]).meta({ description: 'more folders of Sigma rules' }),
        disable: z.array(z.string()).readonly().default([]).meta({ description: 'names of rules that are not run' }),
      })
      .prefault({}),
    audit: z
      .strictObject({
        asOf: z.iso
          .date()
          .optional()
          .meta({ description: 'the day that ages are counted to, for exports of another day; default today' }),
        exceptions: z
          .array(
            z
              .strictObject({
                check: z.string().min(1).meta({ description: 'id of the check' }),
                subject: z.string().min(1).meta({
                  description: 'id of what is accepted, as --format jsonl gives it; `*` at the end covers any rest',
                }),
                owner: z.string().min(1).meta({ description: 'who accepted it' }),
                reason: z.string().min(10).meta({ description: 'why, in a sentence' }),
                expires: z.iso.date().meta({ description: 'the last day on which it counts' }),
              })
              .readonly(),
          )
          .readonly()
          .default([])
          .meta({ description: 'weaknesses that their owners have accepted for a time' }),
      })
      .prefault({})
      .meta({ description: 'how `tokenward audit` judges' }),
    lateness: duration
      .optional()
      .meta({ description: 'how late an event may come and still count; files are read whole, so they need none' }),
    held: z
      .number()
      .int()
      .min(1_000)
      .default(1_000_000)
      .meta({ description: 'events of multi-step rules held in memory at most' }),
  })
  .readonly();

export type Settings = z.infer<typeof settingsSchema>;
export type SettingValue = Settings['settings'][string][string];
