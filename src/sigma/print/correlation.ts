// SPDX-License-Identifier: Apache-2.0
import { timespanText } from '../parse/timespan.ts';
import type { Correlation } from '../types.ts';

/** The `correlation` section of a rule. */
export function printCorrelation(correlation: Correlation): Readonly<Record<string, unknown>> {
  const condition = printCondition(correlation);
  return {
    type: correlation.type,
    rules: correlation.rules,
    ...(correlation.generate ? { generate: true } : {}),
    'group-by': correlation.groupBy,
    timespan: timespanText(correlation.timespan),
    ...(Object.keys(condition).length === 0 ? {} : { condition }),
    ...printExtension(correlation),
    ...(Object.keys(correlation.aliases).length === 0 ? {} : { aliases: correlation.aliases }),
  };
}

function printCondition(correlation: Correlation): Readonly<Record<string, unknown>> {
  switch (correlation.type) {
    case 'event_count':
    case 'temporal':
    case 'temporal_ordered':
      return { ...correlation.bounds };
    case 'value_count':
    case 'value_sum':
    case 'value_avg':
      return { field: oneOrMore(correlation.field), ...correlation.bounds };
    case 'value_percentile':
      return { field: oneOrMore(correlation.field), percentile: correlation.percentile, ...correlation.bounds };
    case 'first_seen':
      return { field: oneOrMore(correlation.field) };
    case 'absence':
      return {};
    case 'travel':
      return {
        latitude: correlation.latitude,
        longitude: correlation.longitude,
        ...(correlation.radius === undefined ? {} : { radius: correlation.radius }),
      };
    case 'volume':
      return {
        ...(correlation.field === undefined ? {} : { field: correlation.field }),
        gte: correlation.gte,
        factor: correlation.factor,
      };
  }
}

function printExtension(correlation: Correlation): Readonly<Record<string, unknown>> {
  if (correlation.type === 'first_seen') {
    return { learning: timespanText(correlation.learning), known: correlation.known };
  }
  if (correlation.type === 'travel') return { speed: correlation.speed };
  if (correlation.type !== 'volume') return {};
  return { baseline: timespanText(correlation.baseline), learning: correlation.learning };
}

function oneOrMore(fields: readonly string[]): string | readonly string[] | undefined {
  return fields.length === 1 ? fields[0] : fields;
}
