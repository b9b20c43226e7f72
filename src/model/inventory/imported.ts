// SPDX-License-Identifier: Apache-2.0
// What other tools found, as an item like any other.
import { z } from 'zod';
import { severities } from '../severity.ts';
import { itemShape } from './nouns.ts';

/** A result of another tool that is not settled there. The secrets that it may quote are left out. */
export const importedResultSchema = z
  .strictObject({
    ...itemShape,
    provider: z.literal('tools'),
    kind: z.literal('imported.result'),
    tool: z.string().meta({ description: 'in lower case, as in checks’ mappings: gitleaks, zizmor, kubescape' }),
    rule: z.string(),
    title: z.string(),
    message: z.string(),
    severity: z.enum(severities),
    /** Where the tool saw it, as it wrote it; from the root of the repository where it said so. */
    file: z.string().optional(),
    line: z.number().int().positive().optional(),
    column: z.number().int().positive().optional(),
    commit: z.string().optional(),
    help: z.string().optional(),
    /** What the tool says of a secret: that it works. */
    verified: z.boolean().optional(),
  })
  .readonly();

/** A run of another tool, so that one without results counts as one. */
export const importedRunSchema = z
  .strictObject({
    ...itemShape,
    provider: z.literal('tools'),
    kind: z.literal('imported.run'),
    tool: z.string(),
    version: z.string().optional(),
    results: z.number().int().nonnegative(),
    /** Results that the tool itself marks as accepted, passed or gone. */
    settled: z.number().int().nonnegative(),
    succeeded: z.boolean(),
  })
  .readonly();

export const importedItemSchemas = [importedResultSchema, importedRunSchema] as const;

export type ImportedResult = z.infer<typeof importedResultSchema>;
export type ImportedRun = z.infer<typeof importedRunSchema>;
