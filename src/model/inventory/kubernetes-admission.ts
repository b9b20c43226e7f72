// SPDX-License-Identifier: Apache-2.0
// What admission control refuses, as far as the policies say it in a way that is understood.
import { z } from 'zod';
import { itemShape } from './nouns.ts';

const texts = z.array(z.string()).readonly();

/** What a policy can forbid pods, and accounts, that matters to tokens. */
export const admissionControls = [
  'pod-automount',
  'account-automount',
  'host-path',
  'host-network',
  'host-pid',
  'host-ipc',
  'privileged',
] as const;

export const kubernetesSelectorSchema = z
  .strictObject({
    matchLabels: z.record(z.string(), z.string()).readonly(),
    matchExpressions: z
      .array(z.strictObject({ key: z.string(), operator: z.string(), values: texts }).readonly())
      .readonly(),
  })
  .readonly();

/** Namespaces that a policy is for: what is absent does not limit it. Names may hold `*`. */
const reachSchema = z
  .strictObject({
    namespaces: texts.optional(),
    excluded: texts.optional(),
    selector: kubernetesSelectorSchema.optional(),
  })
  .readonly();

/** A rule of a policy, a binding of one, or an exemption from one. */
export const kubernetesAdmissionSchema = z
  .strictObject({
    ...itemShape,
    provider: z.literal('kubernetes'),
    kind: z.literal('kubernetes.admission'),
    type: z.enum(['validating-admission-policy', 'binding', 'kyverno', 'gatekeeper', 'pod-security', 'exemption']),
    name: z.string().meta({ description: 'as people call it: ClusterPolicy no-host-path, rule host-path' }),
    policy: z.string().meta({ description: 'name of the policy that it is a rule, a binding or an exemption of' }),
    effect: z.enum(['deny', 'report', 'unknown']).meta({ description: 'what happens to what it forbids' }),
    forbids: z.array(z.enum(admissionControls)).readonly(),
    mentions: z
      .array(z.enum(admissionControls))
      .readonly()
      .meta({ description: 'what it speaks of in a way that is not understood' }),
    reaches: z.array(reachSchema).readonly().meta({ description: 'one of them is enough' }),
    narrowed: z
      .string()
      .optional()
      .meta({ description: 'why it may not hold all pods of the namespaces that it reaches' }),
  })
  .readonly();

export type AdmissionControl = (typeof admissionControls)[number];
export type KubernetesSelector = z.infer<typeof kubernetesSelectorSchema>;
export type AdmissionReach = z.infer<typeof reachSchema>;
export type KubernetesAdmission = z.infer<typeof kubernetesAdmissionSchema>;
