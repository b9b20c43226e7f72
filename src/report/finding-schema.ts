// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { findingSchema } from '../model/finding.ts';

/** JSON Schema (draft 2020-12) of one line of `--format jsonl`, made from the same source as the type. */
export const findingJsonSchema: Readonly<Record<string, unknown>> = Object.freeze({
  ...z.toJSONSchema(findingSchema, { target: 'draft-2020-12' }),
  title: 'Tokenward finding',
});
