// SPDX-License-Identifier: Apache-2.0
// The lines of a file of saved pages: a header, one line an answer, and an end. Written by the runner, read by it to go on
// and by the reader of saved pages.
import { z } from 'zod';
import { providers } from '../../model/inventory/nouns.ts';

export const pagesHeaderSchema = z.object({
  tokenward: z.literal('pages'),
  version: z.literal(1),
  provider: z.enum(providers),
  options: z.record(z.string(), z.string()),
  startedAt: z.iso.datetime({ precision: 3 }),
});

/** One answer. `refused` and `failed` say why there is no body. */
export const pageLineSchema = z.object({
  path: z.string().min(1),
  at: z.iso.datetime({ precision: 3 }),
  status: z.number().int(),
  body: z.unknown().optional(),
  /** The path of the call, where this is not its first page: what the answer is about is told by this one. */
  of: z.string().optional(),
  /** Where the list goes on. */
  next: z.string().optional(),
  /** Kinds of items that the call tells. */
  tells: z.array(z.string()).default([]),
  permission: z.string().optional(),
  optional: z.boolean().optional(),
  refused: z.string().optional(),
  failed: z.string().optional(),
});

export const pagesEndSchema = z.object({
  end: z.object({ at: z.iso.datetime({ precision: 3 }), pages: z.number(), refused: z.number(), failed: z.number() }),
});

export type PagesHeader = z.infer<typeof pagesHeaderSchema>;
export type PageLine = z.infer<typeof pageLineSchema>;
export type PagesEnd = z.infer<typeof pagesEndSchema>;
