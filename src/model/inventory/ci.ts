// SPDX-License-Identifier: Apache-2.0
// Pipelines of GitHub Actions, GitLab CI, Azure Pipelines and Jenkins, as their files say. Literal values that look like secrets
// are taken out by the readers.
import { z } from 'zod';
import { itemShape } from './nouns.ts';
import { pathSchema } from './provenance.ts';

const shape = { ...itemShape, provider: z.enum(['github', 'gitlab', 'azure-devops', 'jenkins']) } as const;
const texts = z.array(z.string()).readonly();
const textMap = z.record(z.string(), z.string()).readonly();

/** One `${{ }}`, `$( )` or interpolation. */
export const ciExpressionSchema = z
  .strictObject({
    at: pathSchema.meta({ description: 'where it stands, from the item' }),
    text: z.string(),
    refs: texts.meta({ description: 'what it reads: github.event.issue.title, secrets.X; secrets.* where not told' }),
    yields: texts.meta({ description: 'those of refs whose value can become part of the text' }),
    calls: z.array(z.strictObject({ name: z.string(), args: texts, refs: texts }).readonly()).readonly(),
    comparisons: z
      .array(z.strictObject({ operator: z.string(), left: z.string(), right: z.string() }).readonly())
      .readonly(),
    valid: z.boolean(),
  })
  .readonly();

/** An empty map gives no permission at all. */
export const ciPermissionsSchema = z.union([
  z.enum(['read-all', 'write-all']),
  z.record(z.string(), z.enum(['read', 'write', 'none'])).readonly(),
]);

/** What a step or job runs that is written elsewhere. */
export const ciUsesSchema = z
  .strictObject({
    raw: z.string(),
    type: z.enum(['action', 'workflow', 'local', 'image', 'task']),
    name: z.string().meta({ description: 'owner/repository, path, image or task' }),
    owner: z.string().optional(),
    path: z.string().optional(),
    ref: z.string().optional(),
    pinned: z.boolean().meta({ description: 'by a full commit hash or digest' }),
    comment: z.string().optional().meta({ description: 'what stands behind it on its line: `v4.2.2`' }),
  })
  .readonly();

const imageSchema = z
  .strictObject({
    image: z.string(),
    at: pathSchema,
    holder: pathSchema.optional().meta({ description: 'what `at` is counted from in the document, if not the job' }),
    pinned: z.boolean(),
    options: z.string().optional(),
    /** Keys of its credentials that are written out. */
    literalCredentials: texts,
  })
  .readonly();

export const ciPipelineSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('ci.pipeline'),
    type: z.enum(['workflow', 'action', 'gitlab', 'azure', 'jenkins']),
    name: z.string(),
    root: z.string().meta({ description: 'the folder of the repository, as the file is named' }),
    file: z.string().meta({ description: 'path in the repository' }),
    triggers: z
      .array(
        z
          .strictObject({
            event: z.string(),
            types: texts.optional(),
            branches: texts.optional(),
            tags: texts.optional(),
            workflows: texts.optional(),
          })
          .readonly(),
      )
      .readonly(),
    permissions: ciPermissionsSchema.optional(),
    explained: texts.optional().meta({ description: 'permissions with a comment of their own' }),
    env: textMap,
    /** Where the variables stand that are written as a list. */
    envAt: z.record(z.string(), pathSchema).readonly().optional(),
    inputs: z
      .array(z.strictObject({ name: z.string(), type: z.string() }).readonly())
      .readonly()
      .meta({ description: 'of callers and of people who start it' }),
    secrets: texts.meta({ description: 'declared for callers' }),
    expressions: z.array(ciExpressionSchema).readonly(),
    includes: z
      .array(
        z
          .strictObject({
            type: z.enum(['local', 'project', 'remote', 'template', 'component', 'repository']),
            name: z.string(),
            ref: z.string().optional(),
            integrity: z.boolean(),
            at: pathSchema,
          })
          .readonly(),
      )
      .readonly(),
    /** Azure: variable groups that every job sees. Jenkins: credentials bound for the whole pipeline. */
    credentials: z
      .array(z.strictObject({ name: z.string(), at: pathSchema, line: z.number().optional() }).readonly())
      .readonly(),
  })
  .readonly();

export const ciJobSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('ci.job'),
    pipeline: z.string(),
    name: z.string(),
    permissions: ciPermissionsSchema.optional(),
    explained: texts.optional(),
    environment: z.string().optional(),
    runsOn: texts,
    agentLine: z.number().optional().meta({ description: 'Jenkins: the line that says where it runs' }),
    container: imageSchema.optional(),
    services: z.array(imageSchema).readonly(),
    uses: ciUsesSchema.optional(),
    secrets: z.union([z.literal('inherit'), textMap]).optional(),
    with: textMap,
    env: textMap,
    envAt: z.record(z.string(), pathSchema).readonly().optional(),
    if: z.string().optional(),
    needs: texts,
    outputs: textMap,
    expressions: z.array(ciExpressionSchema).readonly(),
    /** GitLab: when it runs, and what it leaves behind. */
    events: z
      .array(z.enum(['merge-request', 'protected', 'tag', 'any']))
      .readonly()
      .optional(),
    idTokens: z
      .array(z.strictObject({ name: z.string(), audiences: texts, at: pathSchema }).readonly())
      .readonly()
      .optional(),
    artifacts: z
      .strictObject({ paths: texts, dotenv: texts, untracked: z.boolean(), access: z.string().optional() })
      .readonly()
      .optional(),
  })
  .readonly();

export const ciStepSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('ci.step'),
    pipeline: z.string(),
    job: z.string(),
    index: z.number().int().nonnegative(),
    name: z.string().optional(),
    key: z.string().optional().meta({ description: 'what others call its outputs by' }),
    uses: ciUsesSchema.optional(),
    run: z.string().optional(),
    runAt: pathSchema.optional().meta({ description: 'where the script stands, from the step' }),
    shell: z.string().optional().meta({ description: 'its own, or the default of its job or workflow' }),
    with: textMap,
    env: textMap,
    if: z.string().optional(),
    expressions: z.array(ciExpressionSchema).readonly(),
  })
  .readonly();

/** What Dependabot may do in a repository. */
export const ciUpdatesSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('ci.updates'),
    ecosystem: z.string(),
    directory: z.string(),
    externalCode: z.string().optional().meta({ description: 'insecure-external-code-execution' }),
    registries: texts,
    cooldown: z.boolean(),
  })
  .readonly();

/** Which version of GitLab or Jenkins runs the pipelines. */
export const buildPlatformSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('build-platform.version'),
    product: z.enum(['gitlab', 'jenkins']),
    version: z.string(),
  })
  .readonly();

/** A credential that Jenkins keeps for its jobs. */
export const ciCredentialSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('ci.credential'),
    name: z.string().meta({ description: 'the id that jobs name it by' }),
    type: z.string(),
    scope: z.enum(['global', 'system', 'user']).meta({ description: 'global: every job may name it' }),
  })
  .readonly();

/** Tags or branches of the repository of an action, as the API of GitHub lists them. */
export const actionRefsSchema = z
  .strictObject({
    ...shape,
    kind: z.literal('action-refs.list'),
    repository: z.string().meta({ description: 'owner/name in lower case' }),
    type: z.enum(['tags', 'branches']),
    whole: z.boolean().meta({ description: 'false where it looks like one page of several' }),
    refs: z.array(z.strictObject({ name: z.string(), commit: z.string() }).readonly()).readonly(),
  })
  .readonly();

export const ciItemSchemas = [
  actionRefsSchema,
  ciPipelineSchema,
  ciJobSchema,
  ciStepSchema,
  ciUpdatesSchema,
  buildPlatformSchema,
  ciCredentialSchema,
] as const;

export type CiExpression = z.infer<typeof ciExpressionSchema>;
export type CiPermissions = z.infer<typeof ciPermissionsSchema>;
export type CiUses = z.infer<typeof ciUsesSchema>;
export type CiImage = z.infer<typeof imageSchema>;
export type CiPipeline = z.infer<typeof ciPipelineSchema>;
export type CiJob = z.infer<typeof ciJobSchema>;
export type CiStep = z.infer<typeof ciStepSchema>;
export type CiUpdates = z.infer<typeof ciUpdatesSchema>;
