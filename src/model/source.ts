// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from './event.ts';
import type { LifecycleValue, ProjectedFieldName } from './lifecycle.ts';

/**
 * A test on one record: every `require` path is there (and, where values are given, is one of them), no `forbid`
 * path is there. Paths are dotted; a key that itself holds dots wins over nesting. Values compare exactly.
 */
export interface Shape {
  readonly require: Readonly<Record<string, true | readonly (string | number | boolean)[]>>;
  readonly forbid?: readonly string[];
}

/** A text that matters only where it holds certain characters: where it does not, `to` is given `undefined`. */
export interface Excerpt {
  readonly path: string;
  /** Letters, digits and signs that JSON never escapes. */
  readonly holding: string;
  /** Only whether the text holds them matters: `to` is given true or false instead of the text. */
  readonly only?: true;
}

/**
 * One projected field. `to` is pure and sees only the values at `from`, in that order (`undefined` where absent):
 * that is what lets the engine decide on a few fields of a line without parsing the rest.
 */
export interface Projection {
  readonly field: ProjectedFieldName;
  readonly from: readonly (string | Excerpt)[];
  readonly to: (values: readonly unknown[]) => LifecycleValue | undefined;
  /** Everything that `to` can give, where that is a short list: rules that ask for something else are not run. */
  readonly values?: readonly LifecycleValue[];
}

/** What a Sigma rule's `logsource` must say to be run on a source; a part that is absent in the rule matches all. */
export interface LogSource {
  readonly product: string;
  readonly service?: string;
  readonly category?: string;
}

/** A log source: how its records are recognised, dated, identified and seen as steps in the life of a token. */
export interface Source {
  /** `vendor.log`, as in `kubernetes.audit`. */
  readonly id: string;
  readonly title: string;
  /** The vendor's page that documents the format. */
  readonly documentation: string;
  readonly logsources: readonly LogSource[];
  /** The record is of this source if any shape fits. Shapes of different sources never fit the same record. */
  readonly shapes: readonly Shape[];
  /**
   * Brings a variant to the vendor's plain form before anything else sees it (a JSON string in a column, GKE's
   * `protoPayload`). Runs only on records that fit a shape in `variants`.
   */
  readonly variants?: readonly { readonly shape: Shape; readonly normalise: (record: RawRecord) => RawRecord }[];
  /** Paths of the event time, first present wins: ISO 8601 text, epoch seconds or epoch milliseconds. */
  readonly time: readonly string[];
  /** Paths of the record's own id, first present wins; none means a hash of the content. */
  readonly eventId: readonly string[];
  readonly lifecycle: readonly Projection[];
}

/** Declares one projected field; see {@link Projection}. */
export function project(
  field: ProjectedFieldName,
  from: readonly (string | Excerpt)[],
  to: (values: readonly unknown[]) => LifecycleValue | undefined,
  values?: readonly LifecycleValue[],
): Projection {
  return { field, from, to, ...(values === undefined ? {} : { values }) };
}
