// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../model/event.ts';
import type { Shape, Source } from '../model/source.ts';
import { compilePath, readAt } from './shared/read.ts';

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
  return compileShape(shape)(record);
}

function compileShape(shape: Shape): (record: RawRecord) => boolean {
  const required = Object.entries(shape.require).map(([path, wanted]) => ({ path: compilePath(path), wanted }));
  const forbidden = (shape.forbid ?? []).map(compilePath);
  return (record) =>
    required.every(({ path, wanted }) => {
      const value = readAt(record, path);
      if (value === undefined || value === null) return false;
      if (wanted === true) return true;
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return wanted.some((one) => values.includes(one));
    }) && forbidden.every((path) => (readAt(record, path) ?? undefined) === undefined);
}

/**
 * Makes the function that says which source a record is of, or `undefined`. Plain shapes are tried before variants;
 * the record of a variant is brought to the vendor's plain form.
 */
export function createRecogniser(sources: readonly Source[]): (record: RawRecord) => Recognised | undefined {
  const plain = sources.map((source) => ({ source, shapes: source.shapes.map(compileShape) }));
  const variants = sources.flatMap((source) =>
    (source.variants ?? []).map(({ shape, normalise }) => ({ source, fits: compileShape(shape), normalise })),
  );
  return (record) => {
    const found = plain.find(({ shapes }) => shapes.some((fits) => fits(record)));
    if (found !== undefined) return { source: found.source, record };
    const variant = variants.find(({ fits }) => fits(record));
    return variant && { source: variant.source, record: variant.normalise(record) };
  };
}
