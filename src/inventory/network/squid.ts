// SPDX-License-Identifier: Apache-2.0
// access.log of Squid: native and combined. @see https://wiki.squid-cache.org/Features/LogFormat
import type { InventoryReader } from '../reader.ts';
import { couldBeLog, createFlowTable, type Observation } from './flow-table.ts';
import { urlParts } from './url-parts.ts';

// time.ms elapsed client code/status bytes method URL user hierarchy/peer type
const native = /^(\d{9,11}\.\d{3})\s+\d+ (\S+) ([A-Z_]+)\/(\d{3}) \d+ ([A-Z]+) (\S+) /;
// client - user [time] "METHOD URL HTTP/1.1" status bytes "referer" "agent" CODE:HIER
const combined = /^(\S+) \S+ \S+ \[([^\]]{20,40})\] "([A-Z]+) (\S+) [^"]*" (\d{3}) \S+ "[^"]*" "([^"]*)" ([A-Z_]+):/;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `01/Jun/2026:10:00:00 +0200` */
export function commonTime(text: string): number {
  const parts = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d\d)(\d\d)$/.exec(text);
  if (parts === null) return Number.NaN;
  const month = months.indexOf(parts[2] ?? '') + 1;
  return Date.parse(
    `${parts[3]}-${String(month).padStart(2, '0')}-${parts[1]}T${parts[4]}:${parts[5]}:${parts[6]}${parts[7]}:${parts[8]}`,
  );
}

function observe(line: string): Observation | undefined {
  const own = native.exec(line);
  if (own !== null) {
    const [, stamp = '', source = '', code = '', status = '', method = '', target = ''] = own;
    return request(Number(stamp) * 1_000, source, method, target, /DENIED/.test(code) || status === '403', undefined);
  }
  const other = combined.exec(line);
  if (other === null) return undefined;
  const [, source = '', stamp = '', method = '', target = '', status = '', agent = '', code = ''] = other;
  return request(commonTime(stamp), source, method, target, /DENIED/.test(code) || status === '403', agent);
}

function request(
  time: number,
  source: string,
  method: string,
  target: string,
  denied: boolean,
  agent: string | undefined,
): Observation | undefined {
  const url = urlParts(target);
  if (url === undefined) return undefined;
  const tunnel = method === 'CONNECT';
  return {
    time,
    source,
    transport: 'proxy',
    host: url.host,
    address: url.host,
    port: url.port,
    path: tunnel ? undefined : url.path,
    method,
    agent,
    denied,
    cleartext: tunnel ? false : url.cleartext,
  };
}

export const squid: InventoryReader = {
  id: 'network.squid',
  title: 'access.log of Squid',
  how: '/var/log/squid/access.log in the native or combined format',
  claims: (file) => {
    const line = file.head.split('\n', 3).find((it) => it !== '') ?? '';
    return couldBeLog(file.path) && (native.test(line) || combined.test(line));
  },
  async *read(file, context) {
    const agents = combined.test(file.head.split('\n', 3).find((it) => it !== '') ?? '');
    const table = createFlowTable({
      format: 'Squid access.log',
      sees: ['proxy', 'names', 'metadata', ...(agents ? (['agents'] as const) : [])],
      missing: ['paths and agents inside of CONNECT tunnels'],
    });
    for await (const { first, lines } of file.lines()) {
      for (const [offset, line] of lines.entries()) {
        if (line === '') continue;
        const it = observe(line);
        if (it === undefined) table.unreadable();
        else table.add(it, first + offset);
      }
    }
    yield* table.items(file, context);
  },
};
