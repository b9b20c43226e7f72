// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../model/event.ts';
import type { Shape, Source } from '../model/source.ts';
import { readPath } from './shared/read.ts';

/** A record with the source it is of, in the vendor's plain form. */
export interface Recognised {
  readonly source: Source;
  readonly record: RawRecord;
}

/**
 * Whether a record has a shape. A value of `null` counts as absent, as collectors fill missing columns with it;
 * an array holds a value if one of its elements is it.
 */
export function fitsShape(record: RawRecord, shape: Shape): boolean {
  for (const path in shape.require) {
    const wanted = shape.require[path];
    const value = readPath(record, path);
    if (value === undefined || value === null) return false;
    if (wanted === true || wanted === undefined) continue;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!wanted.some((one) => values.includes(one))) return false;
  }
  return !shape.forbid?.some((path) => (readPath(record, path) ?? undefined) !== undefined);
}

/**
 * Makes the function that says which source a record is of, or `undefined`. Plain shapes are tried before variants;
 * the record of a variant is brought to the vendor's plain form.
 */
export function createRecogniser(sources: readonly Source[]): (record: RawRecord) => Recognised | undefined {
  const variants = sources.flatMap((source) => (source.variants ?? []).map((variant) => ({ source, ...variant })));
  return (record) => {
    const plain = sources.find((source) => source.shapes.some((shape) => fitsShape(record, shape)));
    if (plain !== undefined) return { source: plain, record };
    const variant = variants.find(({ shape }) => fitsShape(record, shape));
    return variant && { source: variant.source, record: variant.normalise(record) };
  };
}
