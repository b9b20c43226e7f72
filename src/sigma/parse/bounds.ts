// SPDX-License-Identifier: Apache-2.0
import { type MapNode, member, requireNumber, requireTexts } from '../document/node.ts';
import { problem } from '../problem.ts';
import type { Bounds } from '../types.ts';

export const boundNames = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;

/** The comparisons of a correlation's condition; all must hold, so that two make a range. */
export function parseBounds(condition: MapNode): Bounds {
  const found = boundNames.flatMap((name) => {
    const node = member(condition, name);
    return node === undefined ? [] : [[name, requireNumber(node, `${name} of the condition`)] as const];
  });
  if (found.length === 0) {
    throw problem(
      'RULE_INVALID',
      `the condition compares with nothing; add one of: ${boundNames.join(', ')}`,
      condition.at,
    );
  }
  const bounds: Bounds = Object.fromEntries(found);
  if ((bounds.gt !== undefined && bounds.gte !== undefined) || (bounds.lt !== undefined && bounds.lte !== undefined)) {
    throw problem(
      'RULE_INVALID',
      'the condition has two bounds on the same side; keep one of gt and gte, of lt and lte',
      condition.at,
    );
  }
  const least = bounds.gt ?? bounds.gte ?? Number.NEGATIVE_INFINITY;
  const most = bounds.lt ?? bounds.lte ?? Number.POSITIVE_INFINITY;
  const open = bounds.gt !== undefined || bounds.lt !== undefined;
  if (least > most || (least === most && open)) {
    throw problem('RULE_INVALID', 'no number is inside the range of the condition; correct its bounds', condition.at);
  }
  return bounds;
}

/** The field or fields of a condition, several joined by and. */
export function parseFields(condition: MapNode, type: string): readonly string[] {
  const node = member(condition, 'field');
  const fields = node === undefined ? [] : requireTexts(node, 'field of the condition');
  if (fields.length > 0) return fields;
  throw problem(
    'RULE_INVALID',
    `a ${type} correlation needs the field it looks at; add field to its condition`,
    condition.at,
  );
}
