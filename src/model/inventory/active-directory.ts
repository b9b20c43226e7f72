// SPDX-License-Identifier: Apache-2.0
// What a Windows domain has beyond the common nouns: accounts with their flags, password policies, security settings.
import { z } from 'zod';
import { itemShape, lastUseSchema } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('active-directory') } as const;
const time = z.iso.datetime({ precision: 3 });
const texts = z.array(z.string()).readonly();

/** Bits of userAccountControl that checks judge. @see https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties */
export const accountFlags = [
  'disabled',
  'locked-out',
  'password-not-required',
  'reversible-password',
  'password-never-expires',
  'smartcard-required',
  'unconstrained-delegation',
  'not-delegated',
  'des-only',
  'no-preauthentication',
  'protocol-transition',
  'domain-controller',
  'read-only-domain-controller',
] as const;

export const activeDirectoryAccountSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('active-directory.account'),
    type: z.enum(['user', 'computer', 'managed-service-account']),
    /** sAMAccountName. */
    name: z.string(),
    dn: z.string(),
    sid: z.string().optional(),
    /** Absent where userAccountControl was not exported. */
    flags: z.array(z.enum(accountFlags)).readonly().optional(),
    /** Privileged groups it is in, directly or through others, by name; absent where no membership was exported. */
    privileged: texts.optional(),
    protectedUser: z.boolean().optional().meta({ description: 'member of Protected Users' }),
    adminCount: z.boolean().optional(),
    spns: texts.optional(),
    delegatesTo: texts.optional(),
    encryption: z.number().int().optional().meta({ description: 'msDS-SupportedEncryptionTypes' }),
    created: time.optional(),
    passwordChanged: time.optional(),
    lastLogon: lastUseSchema.optional(),
    expires: z.union([time, z.literal('never')]).optional(),
    managedLocalPassword: z.boolean().optional().meta({ description: 'Windows LAPS or Microsoft LAPS has set one' }),
    passwordPolicy: z.string().optional().meta({ description: 'DN of the fine-grained policy that applies' }),
    operatingSystem: z.string().optional(),
    service: z.boolean().meta({ description: 'a user account that runs services: it has an SPN or a name like one' }),
  })
  .readonly();

export const activeDirectoryPasswordPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('active-directory.password-policy'),
    name: z.string(),
    scope: z.enum(['domain', 'fine-grained', 'template']),
    minLength: z.number().optional(),
    history: z.number().optional(),
    maxAgeDays: z.number().optional().meta({ description: '0: never expires' }),
    minAgeDays: z.number().optional(),
    complexity: z.boolean().optional(),
    reversible: z.boolean().optional(),
    lockoutThreshold: z.number().optional().meta({ description: '0: never locked' }),
    lockoutMinutes: z.number().optional().meta({ description: '0: until an administrator unlocks it' }),
    windowMinutes: z.number().optional(),
    precedence: z.number().optional(),
    appliesTo: texts.optional(),
  })
  .readonly();

/** Security settings of a GPO, of a machine (secedit) or of what applies there (gpresult). */
export const activeDirectoryPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('active-directory.policy'),
    name: z.string(),
    form: z.enum(['group-policy', 'secedit', 'result']),
    /** User right -> accounts, as SID without `*` or as name. */
    rights: z.record(z.string(), texts).readonly(),
    /** Registry value (`MACHINE\...`) in lower case -> its value as text. */
    registry: z.record(z.string(), z.string()).readonly(),
    guestEnabled: z.boolean().optional(),
    anonymousNames: z.boolean().optional().meta({ description: 'LSAAnonymousNameLookup' }),
  })
  .readonly();

export const activeDirectoryDomainSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('active-directory.domain'),
    name: z.string(),
    type: z.enum(['domain', 'directory-service']),
    machineAccountQuota: z.number().optional(),
    heuristics: z.string().optional().meta({ description: 'dSHeuristics' }),
  })
  .readonly();

/** Which attributes an export holds for a type of object: what no object has was not exported, or nobody has it. */
export const activeDirectoryExportSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('active-directory.export'),
    type: z.enum(['user', 'computer', 'group']),
    attributes: texts,
    objects: z.number(),
  })
  .readonly();

export const activeDirectoryItemSchemas = [
  activeDirectoryAccountSchema,
  activeDirectoryPasswordPolicySchema,
  activeDirectoryPolicySchema,
  activeDirectoryDomainSchema,
  activeDirectoryExportSchema,
] as const;

export type AccountFlag = (typeof accountFlags)[number];
export type ActiveDirectoryAccount = z.infer<typeof activeDirectoryAccountSchema>;
export type ActiveDirectoryPasswordPolicy = z.infer<typeof activeDirectoryPasswordPolicySchema>;
export type ActiveDirectoryPolicy = z.infer<typeof activeDirectoryPolicySchema>;
