// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Where a value stands in a document: keys and indexes from its root. */
export const pathSchema = z.array(z.union([z.string(), z.number()])).readonly();

/** Where a fact is from, and when it was collected. Every item of the inventory carries one. */
export const provenanceSchema = z
  .strictObject({
    source: z.string().meta({ description: 'id of the reader or collector: kubernetes.manifest, entra.graph, ...' }),
    collectedAt: z.iso
      .datetime({ precision: 3 })
      .meta({ description: 'UTC; of a file without a time of its own, when the file was last changed' }),
    file: z.string(),
    line: z.number().int().positive().optional().meta({ description: 'where the reader knows it at once' }),
    document: z
      .number()
      .int()
      .nonnegative()
      .optional()
      .meta({ description: 'which document of a YAML stream, from 0' }),
    path: pathSchema.optional().meta({ description: 'where in the document the item begins' }),
  })
  .readonly();

export type Provenance = z.infer<typeof provenanceSchema>;
export type DocumentPath = z.infer<typeof pathSchema>;
