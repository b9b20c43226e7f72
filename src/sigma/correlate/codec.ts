// SPDX-License-Identifier: Apache-2.0
// Elements and open hits as plain JSON and back.
import { z } from 'zod';
import type { Captured, Element, HitStep } from './element.ts';
import type { Draft } from './hits.ts';
import type { Plan } from './plan.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const captured = z.union([value, z.array(value)]);
const step = z.object({
  rule: z.string(),
  id: z.string(),
  time: z.number(),
  payload: z.unknown(),
  context: z.literal(true).optional(),
});

export const elementSchema = step.extend({
  fields: z.array(captured),
  events: z.number(),
  inner: z.array(step).optional(),
});
export const draftSchema = z.object({
  id: z.string(),
  stage: z.string(),
  parts: z.array(z.string()),
  time: z.number(),
  firstTime: z.number(),
  lastTime: z.number(),
  count: z.number(),
  counted: z.number(),
  steps: z.array(step),
  covered: z.array(z.string()),
  values: z.array(z.string()),
  fields: z.array(captured),
});
/** Fields of each rule's elements, in the order in which the snapshot holds them. */
export const layoutSchema = z.record(z.string(), z.array(z.string()));

export type SavedElement = z.infer<typeof elementSchema>;
export type SavedDraft = z.infer<typeof draftSchema>;

export interface Codec<P> {
  readonly element: (element: Element<P>) => SavedElement;
  readonly draft: (draft: Draft<P>) => SavedDraft;
  /** `undefined` where no correlation refers to the rule any more. */
  readonly readElement: (saved: SavedElement) => Element<P> | undefined;
  /** The same open hit for the same id; `undefined` where the correlation is gone. */
  readonly readDraft: (saved: SavedDraft) => Draft<P> | undefined;
}

/**
 * @param layout - order of the fields in what is to be read; needed only for that.
 */
export function createCodec<P>(
  plan: Plan,
  encode: (payload: P) => unknown,
  decode: (saved: unknown) => P,
  layout: z.infer<typeof layoutSchema> = {},
): Codec<P> {
  type Saved = z.infer<typeof step>;
  const context = ({ context: it }: { readonly context?: true | undefined }) =>
    it === undefined ? {} : { context: it };
  const save = (one: HitStep<P>) => {
    const { rule, id, time, payload } = one;
    return { rule, id, time, payload: encode(payload), ...context(one) };
  };
  const read = (one: Saved) => {
    const { rule, id, time, payload } = one;
    return { rule, id, time, payload: decode(payload), ...context(one) };
  };
  const plain = (fields: readonly Captured[]) =>
    fields.map((field) => (typeof field === 'object' && field !== null ? [...field] : field));
  const drafts = new Map<string, Draft<P>>();
  return {
    element: (element) => ({
      ...save(element),
      fields: plain(element.fields),
      events: element.events,
      ...(element.inner === undefined ? {} : { inner: element.inner.map(save) }),
    }),
    draft: (draft) => ({
      ...draft,
      stage: draft.stage.key,
      parts: [...draft.parts],
      steps: draft.steps.map(save),
      covered: [...draft.covered],
      values: [...draft.values],
      fields: plain(draft.fields),
    }),
    readElement: (saved) => {
      const rule = plan.rules.get(saved.rule);
      if (rule === undefined) return undefined;
      const names = Object.hasOwn(layout, saved.rule) ? layout[saved.rule] : undefined;
      return {
        ...read(saved),
        fields: rule.fields.map((field) => saved.fields[names?.indexOf(field) ?? -1] ?? null),
        events: saved.events,
        ...(saved.inner === undefined ? {} : { inner: saved.inner.map(read) }),
      };
    },
    readDraft: (saved) => {
      const known = drafts.get(saved.id);
      const stage = plan.stages.find(({ key }) => key === saved.stage);
      if (known !== undefined || stage === undefined) return known;
      const draft: Draft<P> = { ...saved, stage, steps: saved.steps.map(read) };
      drafts.set(draft.id, draft);
      return draft;
    },
  };
}
