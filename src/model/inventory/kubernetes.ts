// SPDX-License-Identifier: Apache-2.0
// What a cluster has beyond the common nouns. Only what checks and relations need of an object is kept; never a value of
// a Secret.
import { z } from 'zod';
import { kubernetesAdmissionSchema, kubernetesSelectorSchema } from './kubernetes-admission.ts';
import { itemShape } from './nouns.ts';
import { pathSchema } from './provenance.ts';

const shape = { ...itemShape, provider: z.literal('kubernetes') } as const;
const time = z.iso.datetime({ precision: 3 });
const texts = z.array(z.string()).readonly();
const labels = z.record(z.string(), z.string()).readonly();

/** What tells an object of a running cluster from one that is written down somewhere. */
const live = z.boolean().optional().meta({ description: 'read from a running cluster: it has a uid' });

export const kubernetesServiceAccountSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.service-account'),
    namespace: z.string(),
    name: z.string(),
    automount: z.boolean().optional(),
    annotations: labels.meta({ description: 'those that map the account to a cloud identity' }),
    created: time.optional(),
    live,
  })
  .readonly();

const volumeSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('secret'), name: z.string(), secret: z.string(), path: pathSchema }),
    z.strictObject({
      type: z.literal('token'),
      name: z.string(),
      audience: z.string().optional(),
      expirationSeconds: z.number().optional(),
      path: pathSchema,
    }),
    z.strictObject({ type: z.literal('host-path'), name: z.string(), hostPath: z.string(), path: pathSchema }),
  ])
  .readonly();

const environmentSchema = z
  .strictObject({
    name: z.string(),
    container: z.string(),
    from: z.enum(['value', 'secret']),
    secret: z.string().optional(),
    looksLike: z.string().optional().meta({ description: 'what kind of credential the value has the shape of' }),
    path: pathSchema,
  })
  .readonly();

/** What takes a wall between a pod and its node away. */
const hostReachSchema = z
  .strictObject({
    type: z.enum(['privileged', 'host-process', 'host-pid', 'capability']),
    container: z.string().optional().meta({ description: 'absent: all of the pod' }),
    capability: z.string().optional().meta({ description: 'in capitals, without CAP_' }),
    path: pathSchema,
  })
  .readonly();

/** A pod, or an object that makes pods. Pods made by a controller have an `owner`. */
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
    owner: z.string().optional().meta({ description: 'id of the workload that made it' }),
    mirror: z.boolean().optional().meta({ description: 'a static pod, or the copy of one that the kubelet shows' }),
    node: z.string().optional().meta({ description: 'where it runs' }),
    finished: z.boolean().optional(),
    hostNetwork: z.boolean().optional(),
    ownUsers: z.boolean().optional().meta({ description: 'hostUsers is false: its root is nobody on the node' }),
    hostReach: z.array(hostReachSchema).readonly().optional(),
    labels: labels.meta({ description: 'of the pod' }),
    volumes: z.array(volumeSchema).readonly(),
    environment: z.array(environmentSchema).readonly(),
    valuesHidden: z
      .boolean()
      .optional()
      .meta({ description: 'values of variables were not kept: what stands in them is unknown' }),
    images: texts,
    live,
  })
  .readonly();

export const kubernetesSecretSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.secret'),
    namespace: z.string(),
    name: z.string(),
    type: z.string(),
    keys: texts,
    written: z.boolean().optional().meta({ description: 'its values stand in the file, not encrypted' }),
    serviceAccount: z.string().optional().meta({ description: 'the account of a token secret, by name' }),
    created: time.optional(),
    lastUsed: z
      .string()
      .optional()
      .meta({ description: 'day, as the label kubernetes.io/legacy-token-last-used has it' }),
    invalidSince: z.string().optional().meta({ description: 'day of the label legacy-token-invalid-since' }),
    expires: time.optional().meta({ description: 'of a bootstrap token, where the manifest says it' }),
    live,
  })
  .readonly();

export const kubernetesRuleSchema = z
  .strictObject({
    verbs: texts,
    apiGroups: texts,
    resources: texts,
    resourceNames: texts.optional(),
    nonResourceUrls: texts.optional(),
  })
  .readonly();

export const kubernetesRoleSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.role'),
    type: z.enum(['Role', 'ClusterRole']),
    namespace: z.string().optional(),
    name: z.string(),
    labels,
    rules: z.array(kubernetesRuleSchema).readonly(),
    aggregates: z
      .array(kubernetesSelectorSchema)
      .readonly()
      .optional()
      .meta({ description: 'rules come from these cluster roles' }),
    live,
  })
  .readonly();

export const kubernetesSubjectSchema = z
  .strictObject({
    kind: z.enum(['User', 'Group', 'ServiceAccount']),
    name: z.string(),
    namespace: z.string().optional(),
  })
  .readonly();

export const kubernetesBindingSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.binding'),
    type: z.enum(['RoleBinding', 'ClusterRoleBinding']),
    namespace: z.string().optional(),
    name: z.string(),
    role: z.strictObject({ type: z.enum(['Role', 'ClusterRole']), name: z.string() }).readonly(),
    subjects: z.array(kubernetesSubjectSchema).readonly(),
    live,
  })
  .readonly();

export const kubernetesNamespaceSchema = z
  .strictObject({ ...shape, kind: z.literal('kubernetes.namespace'), name: z.string(), labels, live })
  .readonly();

export const kubernetesNodeSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.node'),
    name: z.string(),
    version: z.string().optional().meta({ description: 'of the kubelet, as in v1.34.1' }),
    os: z.string().optional(),
    runtime: z.string().optional(),
    providerId: z.string().optional(),
    controlPlane: z.boolean(),
    created: time.optional(),
  })
  .readonly();

export const kubernetesCsrSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.csr'),
    name: z.string(),
    signer: z.string().optional(),
    username: z.string().optional().meta({ description: 'who asked' }),
    usages: texts,
    approved: z.boolean(),
    /** Common name and organisations of the certificate that is asked for. */
    commonName: z.string().optional(),
    organisations: texts.optional(),
    expirationSeconds: z.number().optional(),
    created: time.optional(),
  })
  .readonly();

export const kubernetesWebhookSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.webhook'),
    type: z.enum(['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']),
    name: z.string(),
    hook: z.string(),
    url: z.string().optional(),
    service: z.string().optional().meta({ description: 'namespace/name' }),
    resources: texts.meta({ description: 'what it is shown' }),
    caBundle: z.boolean(),
  })
  .readonly();

export const kubernetesConfigMapSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.config-map'),
    namespace: z.string(),
    name: z.string(),
    credentials: z
      .array(z.strictObject({ key: z.string(), looksLike: z.string(), path: pathSchema }).readonly())
      .readonly()
      .meta({ description: 'entries that look like credentials; never their values' }),
  })
  .readonly();

/** A cloud identity that becomes a user or group of the cluster: a line of EKS' aws-auth. */
export const kubernetesCloudMappingSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.cloud-mapping'),
    type: z.enum(['role', 'user', 'account']),
    arn: z.string(),
    username: z.string().optional(),
    groups: texts,
  })
  .readonly();

/** An EKS pod identity association: the account gets a role without an annotation. */
export const kubernetesPodIdentitySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.pod-identity'),
    namespace: z.string(),
    serviceAccount: z.string(),
    role: z.string(),
    cluster: z.string().optional(),
  })
  .readonly();

/** Settings of a part of the control plane or of a kubelet, by flag name; of files, by the name of the flag they stand for. */
export const kubernetesComponentSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.component'),
    type: z.enum(['kube-apiserver', 'kube-controller-manager', 'kubelet']),
    name: z.string(),
    flags: labels,
    paths: z.record(z.string(), pathSchema).readonly().meta({ description: 'where each flag stands' }),
    complete: z.boolean().meta({ description: 'false where the rest of the flags is made elsewhere, as by kubeadm' }),
    at: pathSchema.meta({ description: 'where flags stand' }),
  })
  .readonly();

export const kubernetesEncryptionSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.encryption'),
    name: z.string(),
    resources: z
      .array(z.strictObject({ resources: texts, providers: texts, path: pathSchema }).readonly())
      .readonly()
      .meta({ description: 'providers in their order: the first encrypts' }),
  })
  .readonly();

export const kubernetesAuthenticationSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.authentication'),
    name: z.string(),
    issuers: texts,
    anonymous: z
      .strictObject({ enabled: z.boolean(), paths: texts })
      .readonly()
      .optional()
      .meta({ description: 'paths: where anonymous requests are let in; empty means everywhere' }),
  })
  .readonly();

export const kubernetesNetworkPolicySchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.network-policy'),
    namespace: z.string(),
    name: z.string(),
    everyPod: z.boolean().meta({ description: 'its selector is empty' }),
    podLabels: labels,
    expressions: z.boolean().meta({ description: 'its selector has expressions, which are not evaluated' }),
    egress: z.boolean().meta({ description: 'it limits what goes out' }),
    metadata: z.boolean().meta({ description: 'it lets through to 169.254.169.254' }),
  })
  .readonly();

/** A power that role-based access control gives, worked out from roles and bindings; see src/inventory/kubernetes/powers.ts. */
export const kubernetesPowerSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.power'),
    power: z.string(),
    holder: z.string().meta({ description: 'id of the identity' }),
    subject: kubernetesSubjectSchema,
    namespace: z.string().optional().meta({ description: 'absent: in the whole cluster' }),
    names: texts.optional().meta({ description: 'only over objects of these names' }),
    inert: z.literal(true).optional().meta({ description: 'leads nowhere in a cluster of this kind' }),
    role: z.string().meta({ description: 'as in ClusterRole edit' }),
    binding: z.string().meta({ description: 'id of the binding' }),
    rule: z.string().meta({ description: 'verbs and resources that give it' }),
  })
  .readonly();

/** A pod that used its own token, as its claims in an audit log tell. */
export const kubernetesPodUseSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('kubernetes.pod-use'),
    namespace: z.string(),
    pod: z.string(),
    serviceAccount: z.string(),
    count: z.number().int().positive(),
    first: time,
    last: time,
  })
  .readonly();

export const kubernetesItemSchemas = [
  kubernetesServiceAccountSchema,
  kubernetesWorkloadSchema,
  kubernetesSecretSchema,
  kubernetesRoleSchema,
  kubernetesBindingSchema,
  kubernetesNamespaceSchema,
  kubernetesNodeSchema,
  kubernetesCsrSchema,
  kubernetesWebhookSchema,
  kubernetesConfigMapSchema,
  kubernetesCloudMappingSchema,
  kubernetesPodIdentitySchema,
  kubernetesComponentSchema,
  kubernetesEncryptionSchema,
  kubernetesAuthenticationSchema,
  kubernetesNetworkPolicySchema,
  kubernetesPowerSchema,
  kubernetesPodUseSchema,
  kubernetesAdmissionSchema,
] as const;

export type KubernetesServiceAccount = z.infer<typeof kubernetesServiceAccountSchema>;
export type KubernetesWorkload = z.infer<typeof kubernetesWorkloadSchema>;
export type KubernetesSecret = z.infer<typeof kubernetesSecretSchema>;
export type KubernetesRule = z.infer<typeof kubernetesRuleSchema>;
export type KubernetesRole = z.infer<typeof kubernetesRoleSchema>;
export type KubernetesSubject = z.infer<typeof kubernetesSubjectSchema>;
export type KubernetesBinding = z.infer<typeof kubernetesBindingSchema>;
export type KubernetesComponent = z.infer<typeof kubernetesComponentSchema>;
export type KubernetesPower = z.infer<typeof kubernetesPowerSchema>;
