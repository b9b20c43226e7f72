// SPDX-License-Identifier: Apache-2.0
// What Google Workspace has beyond the common nouns: the Directory API, the Cloud Identity Policy API, and what the audit
// log says of tokens and of domain-wide delegation, which no API lists.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const shape = { ...itemShape, provider: z.literal('google') } as const;
const time = z.iso.datetime({ precision: 3 });
const list = z.array(z.string()).readonly();

export const googleUserSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.user'),
    userId: z.string(),
    email: z.string(),
    suspended: z.boolean().optional(),
    superAdmin: z.boolean().optional(),
    delegatedAdmin: z.boolean().optional(),
    enrolled: z.boolean().optional().meta({ description: 'has a second step' }),
    enforced: z.boolean().optional().meta({ description: 'must use it' }),
    orgUnit: z.string().optional().meta({ description: 'path' }),
    created: time.optional(),
    lastLogin: time.optional(),
    loginKnown: z.boolean().meta({ description: 'whether lastLoginTime was exported for this user' }),
    employeeId: z.string().optional(),
  })
  .readonly();

/** What a user has let a third-party application do. Google gives neither a date nor the publisher. */
export const googleTokenSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.token'),
    user: z.string().meta({ description: 'id or address of the user' }),
    clientId: z.string(),
    name: z.string(),
    anonymous: z.boolean().optional().meta({ description: 'the application is not registered with Google' }),
    native: z.boolean().optional(),
    scopes: list,
  })
  .readonly();

/** An application-specific password: it signs in without a second step. */
export const googleAppPasswordSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.app-password'),
    user: z.string(),
    codeId: z.string(),
    name: z.string(),
    created: time.optional(),
    lastUsed: time.optional(),
    useKnown: z.boolean(),
  })
  .readonly();

export const googleRoleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.role'),
    roleId: z.string(),
    name: z.string(),
    system: z.boolean().optional(),
    superAdmin: z.boolean().optional(),
    privileges: list.optional(),
  })
  .readonly();

export const googleRoleAssignmentSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.role-assignment'),
    roleId: z.string(),
    assignee: z.string(),
    assigneeType: z.string().optional().meta({ description: 'user or group' }),
    scope: z.string().optional().meta({ description: 'CUSTOMER or ORG_UNIT' }),
  })
  .readonly();

export const googleOrgUnitSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.org-unit'),
    unitId: z.string().meta({ description: 'without the prefix id:' }),
    path: z.string(),
    parentId: z.string().optional(),
  })
  .readonly();

/** A setting of the admin console, for one organisational unit or group. */
export const googlePolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.policy'),
    setting: z.string().meta({ description: 'security.session_controls, api_controls.internal_apps, ...' }),
    orgUnit: z.string().optional().meta({ description: 'id' }),
    group: z.string().optional(),
    system: z.boolean().meta({ description: 'the default of Google, where no administrator set anything' }),
    order: z.number(),
    value: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly(),
    services: z
      .array(z.strictObject({ name: z.string(), enabled: z.boolean() }).readonly())
      .readonly()
      .optional(),
  })
  .readonly();

/** The newest event that the token log has of a user and an application. */
export const googleTokenEventSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.token-event'),
    event: z.enum(['authorize', 'activity', 'revoke']),
    user: z.string(),
    clientId: z.string(),
    at: time,
  })
  .readonly();

/** A client that may act as any user of the organisation. */
export const googleDelegationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('google.delegation'),
    clientId: z.string(),
    name: z.string().optional(),
    scopes: list,
    authorized: time.optional(),
    by: z.string().optional(),
  })
  .readonly();

export const googleItemSchemas = [
  googleUserSchema,
  googleTokenSchema,
  googleAppPasswordSchema,
  googleRoleSchema,
  googleRoleAssignmentSchema,
  googleOrgUnitSchema,
  googlePolicySchema,
  googleTokenEventSchema,
  googleDelegationSchema,
] as const;

export type GoogleUser = z.infer<typeof googleUserSchema>;
export type GooglePolicy = z.infer<typeof googlePolicySchema>;
export type GoogleToken = z.infer<typeof googleTokenSchema>;
export type GoogleDelegation = z.infer<typeof googleDelegationSchema>;
