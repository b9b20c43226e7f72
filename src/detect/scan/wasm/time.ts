// SPDX-License-Identifier: Apache-2.0
// Event times: RFC 3339 in UTC, as `"2026-01-02T03:04:05.678901Z"`, quotes included. NaN = let JavaScript look.
import { epoch, INDIRECT, slotEpoch, slotLen, slotPtr, slotRoute } from './keys';

let timeSlots: usize = 0;
let timeCount: i32 = 0;
export function setTime(ptr: usize, count: i32): void {
  timeSlots = ptr;
  timeCount = count;
}

// @ts-ignore: decorator
@inline
function digits2(p: usize): i32 {
  const a = <i32>load<u8>(p) - 48;
  const b = <i32>load<u8>(p + 1) - 48;
  return <u32>a > 9 || <u32>b > 9 ? -100000 : a * 10 + b;
}

function parseTime(p: usize, length: u32): f64 {
  if (length < 22 || load<u8>(p) != 0x22 || load<u8>(p + 5) != 0x2d || load<u8>(p + 8) != 0x2d) return NaN;
  if (load<u8>(p + 11) != 0x54 || load<u8>(p + 14) != 0x3a || load<u8>(p + 17) != 0x3a) return NaN;
  const year = digits2(p + 1) * 100 + digits2(p + 3);
  const month = digits2(p + 6);
  const day = digits2(p + 9);
  const hour = digits2(p + 12);
  const minute = digits2(p + 15);
  const second = digits2(p + 18);
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 28 + (month == 2 ? 0 : 2) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    // The 31st and 29 February are rare enough to be checked by JavaScript unless plainly right.
    if (!(day == 31 && (month == 1 || month == 3 || month == 5 || month == 7 || month == 8 || month == 10 || month == 12))) return NaN;
    if (year < 1970 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  }
  let at = p + 20;
  const stop = p + length - 1;
  let ms = 0;
  if (load<u8>(at) == 0x2e) {
    at++;
    const first = at;
    let scale = 100;
    while (at < stop) {
      const d = <i32>load<u8>(at) - 48;
      if (<u32>d > 9) break;
      ms += d * scale;
      scale /= 10;
      at++;
    }
    if (at == first || at > first + 12) return NaN;
  }
  const left = <i32>(stop - at);
  if (left == 1) {
    if (load<u8>(at) != 0x5a) return NaN;
  } else if (left == 6) {
    if (load<u8>(at) != 0x2b || digits2(at + 1) != 0 || digits2(at + 4) != 0) return NaN;
  } else return NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = y / 400;
  const yoe = y - era * 400;
  const doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  const days = era * 146097 + doe - 719468;
  if (days <= 0) return NaN;
  return (<f64>days * 86400.0 + <f64>(hour * 3600 + minute * 60 + second)) * 1000.0 + <f64>ms;
}

/** The time of the current record in milliseconds, from the first of its time fields that is there. */
export function recordTime(): f64 {
  for (let i = 0; i < timeCount; i++) {
    const at = <usize>load<i32>(timeSlots + (<usize>i << 2)) << 2;
    if (load<u32>(slotEpoch + at) != epoch) continue;
    if ((load<u32>(slotRoute + at) & INDIRECT) != 0) return NaN;
    return parseTime(load<u32>(slotPtr + at), load<u32>(slotLen + at));
  }
  return NaN;
}
