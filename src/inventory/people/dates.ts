// SPDX-License-Identifier: Apache-2.0
// Days as HR systems write them. A last day counts to its end.

/** Whether the table writes days before months: some date of it can only be read so. Undefined: no date tells. */
export function dayFirst(texts: readonly string[]): boolean | undefined {
  for (const text of texts) {
    const parts = /^(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(text);
    if (parts === null) continue;
    if (Number(parts[1]) > 12) return true;
    if (Number(parts[2]) > 12) return false;
  }
  return undefined;
}

/** The day of a text; `30/04/2026` where days come first, `04/30/2026` where not, neither where nothing tells. */
export function dateOf(text: string, first: boolean | undefined): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].{0,40})?$/.exec(text);
  if (iso !== null) return utc(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dots = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dots !== null) return utc(Number(dots[3]), Number(dots[2]), Number(dots[1]));
  const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: .{0,20})?$/.exec(text);
  if (slashes === null) return undefined;
  const [a, b, year] = slashes.slice(1).map(Number) as [number, number, number];
  if (first === undefined && a !== b) return undefined;
  return first === true ? utc(year, b, a) : utc(year, a, b);
}

function utc(year: number, month: number, day: number): string | undefined {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (Number.isNaN(time) || date.getUTCMonth() !== month - 1 || year < 1900 || year > 9999) return undefined;
  return date.toISOString();
}
