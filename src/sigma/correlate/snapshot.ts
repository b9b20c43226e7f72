// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { TokenwardError } from '../../model/error.ts';
import { draftSchema, elementSchema, layoutSchema } from './codec.ts';

/** All state of a correlator; what a stage holds is checked by the stage. */
export const snapshotSchema = z.object({
  version: z.literal(1),
  mark: z.number().nullable(),
  counts: z.object({ late: z.number(), duplicate: z.number(), evicted: z.number() }),
  layout: layoutSchema,
  waiting: z.array(z.object({ late: z.boolean(), element: elementSchema })),
  pending: z.array(draftSchema),
  stages: z.array(z.object({ key: z.string(), definition: z.string(), state: z.unknown() })),
});

export type Snapshot = z.infer<typeof snapshotSchema>;

/** The error for a snapshot that cannot be read, with the place where it went wrong. */
export function invalid(error: unknown, rule = ''): TokenwardError {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  const path = [rule, ...(issue?.path ?? [])].filter((part) => part !== '').join('.');
  const reason = issue?.message ?? (error instanceof Error ? error.message : String(error));
  return new TokenwardError(
    'STATE_INVALID',
    `The saved state of the correlations cannot be used (${path}: ${reason}). Delete it to start anew.`,
    { fields: { path, reason }, cause: error },
  );
}
