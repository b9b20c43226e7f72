// SPDX-License-Identifier: Apache-2.0
// What versions and protocols were seen of software that handles tokens.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const time = z.iso.datetime({ precision: 3 });

export const oldWays = ['legacy-protocol', 'adal', 'azure-ad-graph', 'password-grant', 'old-tls'] as const;

/** An old way of signing in that was seen, added up by client and principal. */
export const softwareSightingSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('software.sighting'),
    way: z.enum(oldWays),
    detail: z.string().meta({ description: 'IMAP4, ADAL.NET 3.19.8, ...' }),
    client: z.string().meta({ description: 'application id, or its name' }),
    clientName: z.string().optional(),
    principals: z.array(z.string()).readonly().meta({ description: 'names of some who did' }),
    count: z.number().int().positive(),
    succeeded: z.number().int().nonnegative(),
    first: time,
    last: time,
  })
  .readonly();

/** A log that tells how clients sign in. */
export const softwareLogSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('software.log'),
    records: z.number().int().nonnegative(),
    sees: z.array(z.enum(oldWays)).readonly(),
  })
  .readonly();

/** A thing with a version. */
export const softwareProductSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('software.product'),
    product: z.enum(['kubernetes', 'eks', 'gke', 'aks']),
    version: z.string(),
    name: z.string().meta({ description: 'of the cluster' }),
  })
  .readonly();

/** `runs.using` of an action of one's own. */
export const softwareRuntimeSchema = z
  .strictObject({
    ...itemShape,
    kind: z.literal('software.runtime'),
    runtime: z.string().meta({ description: 'node16, node20, ...' }),
    name: z.string(),
  })
  .readonly();

export const softwareItemSchemas = [
  softwareSightingSchema,
  softwareLogSchema,
  softwareProductSchema,
  softwareRuntimeSchema,
] as const;

export type OldWay = (typeof oldWays)[number];
export type SoftwareSighting = z.infer<typeof softwareSightingSchema>;
