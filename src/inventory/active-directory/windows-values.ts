// SPDX-License-Identifier: Apache-2.0
// Values as Windows writes them: times, SIDs, durations, distinguished names.

const never = 9_223_372_036_854_775_807n;
const epoch = 116_444_736_000_000_000n;

/** A FILETIME (100 ns since 1601); `never` for 0 and the greatest value. @see [MS-DTYP] 2.3.3 */
export function fileTime(text: string | undefined): string | 'never' | undefined {
  if (text === undefined || !/^-?\d{1,20}$/.test(text)) return undefined;
  const value = BigInt(text);
  if (value <= 0n || value >= never) return 'never';
  return iso(Number((value - epoch) / 10_000n));
}

/** `20240115093000.0Z`, ISO 8601, or `1/15/2024 9:30:00 AM` as PowerShell writes it in English. */
export function directoryTime(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const general = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/.exec(text);
  if (general !== null) {
    const [year, month, day, hour, minute, second] = general.slice(1).map(Number);
    return iso(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
  }
  if (/^\d{4}-\d{2}-\d{2}(?:[T ].{0,40})?$/.test(text) || /^\d{1,2}\/\d{1,2}\/\d{4} .{0,12} [AP]M$/.test(text)) {
    // Without a zone the time is that of some machine: UTC is at most a day off, and ages count in days.
    return iso(
      Date.parse(
        /[Z+]|M$/.test(text.slice(10))
          ? /M$/.test(text)
            ? `${text} UTC`
            : text
          : `${text.length === 10 ? text : text.replace(' ', 'T')}${text.length === 10 ? '' : 'Z'}`,
      ),
    );
  }
  return undefined;
}

function iso(milliseconds: number): string | undefined {
  return Number.isFinite(milliseconds) &&
    Math.abs(milliseconds) < 8e15 &&
    new Date(milliseconds).getUTCFullYear() < 10_000
    ? new Date(milliseconds).toISOString()
    : undefined;
}

/** A span in negative 100 ns; 0 for "for ever". */
export function spanMinutes(text: string | undefined): number | undefined {
  if (text === undefined || !/^-?\d{1,20}$/.test(text)) return undefined;
  const value = BigInt(text);
  return value <= -never || value >= 0n ? 0 : Math.round(Number(-value / 10_000_000n) / 6) / 10;
}

/** The text form of a binary SID. @see [MS-DTYP] 2.4.2 */
export function sidText(bytes: Buffer): string | undefined {
  const count = bytes[1] ?? 0;
  if (bytes[0] !== 1 || bytes.byteLength !== 8 + 4 * count || count > 15) return undefined;
  const parts = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(8 + 4 * index));
  return `S-1-${[bytes.readUIntBE(2, 6), ...parts].join('-')}`;
}

/** The first name of a DN: `CN=Domain Admins,CN=Users,...` is `Domain Admins`. */
export function firstName(dn: string): string {
  const part = /^[A-Za-z0-9.]+=((?:[^,\\]|\\.)*)/.exec(dn)?.[1] ?? dn;
  return part.replace(/\\([,+"\\<>;=# ])/g, '$1');
}

/** The last number of a SID. */
export function rid(sid: string | undefined): number | undefined {
  const last = sid === undefined ? undefined : /^S-1-5-21-.*-(\d+)$/.exec(sid)?.[1];
  return last === undefined ? undefined : Number(last);
}

/** The fields that are known. */
export function some<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
