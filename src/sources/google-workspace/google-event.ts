// SPDX-License-Identifier: Apache-2.0
import type { RawRecord } from '../../model/event.ts';
import { list, own } from '../microsoft/pairs.ts';
import { isObject, text } from '../shared/read.ts';

/** Messages inside messages are read this deep; what lies deeper is left as it is. */
const maximumDepth = 8;

/** An activity of the Reports API with its first event as `event`, whose parameters have become an object. */
export function withEvent(activity: RawRecord): RawRecord {
  // Some exports write a single event without the list.
  const first = Array.isArray(activity.events) ? activity.events[0] : activity.events;
  return { ...activity, event: eventOf(first) };
}

/** An activity from a collector that has split it by event: `name`, `type` and `parameters` lie at the top. */
export function withFlatEvent(activity: RawRecord): RawRecord {
  const { name, type, parameters, ...rest } = activity;
  return withEvent({ ...rest, events: [{ name, type, parameters }] });
}

function eventOf(event: unknown): RawRecord {
  const parameters = own(event, 'parameters');
  return {
    name: own(event, 'name'),
    type: own(event, 'type'),
    parameters: isObject(parameters) ? parameters : byName(parameters, 0),
  };
}

function byName(parameters: unknown, depth: number): RawRecord {
  return Object.fromEntries(
    list(parameters).flatMap((parameter) => {
      const name = text(own(parameter, 'name'));
      return name === undefined ? [] : [[name, parameterValue(parameter, depth)]];
    }),
  );
}

function parameterValue(parameter: unknown, depth: number): unknown {
  for (const key of ['value', 'multiValue', 'intValue', 'multiIntValue', 'boolValue', 'multiBoolValue']) {
    const value = own(parameter, key);
    if (value !== undefined) return value;
  }
  if (depth >= maximumDepth) return parameter;
  const message = own(parameter, 'messageValue');
  if (message !== undefined) return byName(own(message, 'parameter'), depth + 1);
  return list(own(parameter, 'multiMessageValue')).map((one) => byName(own(one, 'parameter'), depth + 1));
}
