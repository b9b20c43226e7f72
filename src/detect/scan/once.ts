// SPDX-License-Identifier: Apache-2.0
import type { Reading } from './reading.ts';

/** Works out a value once for each record that a reading turns to. */
export function oncePerRecord<T>(work: (reading: Reading) => T): (reading: Reading) => T {
  let epoch = Number.NaN;
  let value: T;
  return (reading) => {
    if (epoch !== reading.epoch) {
      value = work(reading);
      epoch = reading.epoch;
    }
    return value;
  };
}
