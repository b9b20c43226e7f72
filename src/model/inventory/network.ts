// SPDX-License-Identifier: Apache-2.0
// What logs of the network tell: who talks to where tokens are given out, added up.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('network') } as const;
const time = z.iso.datetime({ precision: 3 });
const texts = z.array(z.string()).readonly();

export const destinationClasses = [
  'metadata',
  'token-endpoint',
  'device-code',
  'api-server',
  'encrypted-dns',
  'look-alike',
  'rebinding',
] as const;

/** What a log can tell at all: without it, silence says nothing. */
export const sights = ['addresses', 'metadata', 'names', 'answers', 'requests', 'agents', 'tls', 'proxy'] as const;

/** From one host to one destination, by one log. */
export const networkFlowSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('network.flow'),
    source: z.string().meta({ description: 'address or name of the host that talks' }),
    class: z.enum(destinationClasses),
    target: z.string().meta({ description: 'host, or address where no name is known' }),
    port: z.number().int().optional(),
    transport: z.enum(['flow', 'dns', 'http', 'tls', 'proxy']),
    count: z.number().int().positive(),
    denied: z.number().int().nonnegative().meta({ description: 'of these, how many were refused' }),
    first: time,
    last: time,
    cleartext: z.boolean().optional().meta({ description: 'without TLS' }),
    agents: texts.optional(),
    details: texts.optional().meta({ description: 'what was seen in requests: token-put, aws-get, credentials, ...' }),
    tls: texts.optional().meta({ description: 'versions, as the log names them' }),
    note: z.string().optional(),
  })
  .readonly();

/** A log that was read. */
export const networkLogSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('network.log'),
    format: z.string(),
    sees: z.array(z.enum(sights)).readonly(),
    records: z.number().int().nonnegative(),
    unreadable: z.number().int().nonnegative(),
  })
  .readonly();

export const networkItemSchemas = [networkFlowSchema, networkLogSchema] as const;

export type DestinationClass = (typeof destinationClasses)[number];
export type Sight = (typeof sights)[number];
export type NetworkFlow = z.infer<typeof networkFlowSchema>;
export type NetworkLog = z.infer<typeof networkLogSchema>;

/** What look-alikes imitate: the label of a domain, and the domains that carry it rightly. */
export const imitated: readonly string[] = [
  'microsoftonline',
  'microsoft',
  'office365',
  'googleapis',
  'google',
  'github',
  'amazonaws',
  'okta',
  'auth0',
  'onelogin',
  'gitlab',
];
