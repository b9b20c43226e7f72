// SPDX-License-Identifier: Apache-2.0
// What a cluster has beyond the common nouns.
import { z } from 'zod';
import { itemShape } from './nouns.ts';
import { pathSchema } from './provenance.ts';

const shape = { ...itemShape, provider: z.literal('kubernetes') } as const;

export const kubernetesServiceAccountSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.service-account'),
    namespace: z.string(),
    name: z.string(),
    automount: z.boolean().optional(),
    annotations: z.record(z.string(), z.string()).readonly(),
  })
  .readonly();

/** A pod, or an object that makes pods. */
export const kubernetesWorkloadSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.workload'),
    type: z.string().meta({ description: 'Pod, Deployment, CronJob, ...' }),
    namespace: z.string(),
    name: z.string(),
    serviceAccount: z.string(),
    automount: z.boolean().optional(),
    podSpec: pathSchema.meta({ description: 'where the pod spec stands in the object' }),
  })
  .readonly();

export const kubernetesItemSchemas = [kubernetesServiceAccountSchema, kubernetesWorkloadSchema] as const;

export type KubernetesServiceAccount = z.infer<typeof kubernetesServiceAccountSchema>;
export type KubernetesWorkload = z.infer<typeof kubernetesWorkloadSchema>;
