// SPDX-License-Identifier: Apache-2.0
// Logs of Zeek: conn, http, ssl and dns, as TSV with #fields or as JSON. @see https://docs.zeek.org/en/current/logs/
import type { InventoryReader } from '../reader.ts';
import { couldBeLog, createFlowTable, type LogForm, type Observation } from './flow-table.ts';

type Kind = 'conn' | 'http' | 'ssl' | 'dns';

const forms: Readonly<Record<Kind, LogForm>> = {
  conn: { format: 'Zeek conn.log', sees: ['addresses', 'metadata'] },
  http: { format: 'Zeek http.log', sees: ['names', 'requests', 'agents', 'metadata'], missing: ['HTTPS'] },
  ssl: { format: 'Zeek ssl.log', sees: ['names', 'tls'], missing: ['names of encrypted client hellos'] },
  dns: { format: 'Zeek dns.log', sees: ['names', 'answers'] },
};

type Get = (name: string) => string | undefined;

function isKind(text: string | undefined): text is Kind {
  return text !== undefined && Object.hasOwn(forms, text);
}

/** By the head of TSV, by `_path`, or by fields that only one of the logs has. */
function kindOf(head: string): Kind | undefined {
  const told = /^#path\s+(\w+)/m.exec(head)?.[1] ?? /"_path"\s*:\s*"(\w+)"/.exec(head)?.[1];
  if (told !== undefined) return isKind(told) ? told : undefined;
  if (!head.startsWith('{') || !head.includes('"id.orig_h"')) return undefined;
  const line = head.slice(0, head.indexOf('\n') === -1 ? head.length : head.indexOf('\n'));
  if (/"qtype(?:_name)?"|"query"/.test(line)) return 'dns';
  if (/"method"|"status_code"|"user_agent"/.test(line)) return 'http';
  if (/"cipher"|"server_name"|"ja3"/.test(line)) return 'ssl';
  return /"conn_state"|"history"/.test(line) ? 'conn' : undefined;
}

function observe(kind: Kind, get: Get): Observation | undefined {
  const stamp = get('ts');
  const source = get('id.orig_h');
  if (stamp === undefined || source === undefined) return undefined;
  const time = /^\d+(?:\.\d+)?$/.test(stamp) ? Number(stamp) * 1_000 : Date.parse(stamp);
  const base = { time, source, address: get('id.resp_h'), port: Number(get('id.resp_p') ?? Number.NaN) };
  if (kind === 'conn') {
    // S0, REJ and RSTOS0: nobody answered, or refused.
    return { ...base, transport: 'flow', denied: /^(?:S0|REJ|RSTOS0|SH|RSTRH)$/.test(get('conn_state') ?? '') };
  }
  if (kind === 'http') {
    const host = (get('host') ?? '').replace(/:\d+$/, '');
    const path = (get('uri') ?? '').split('?')[0] ?? '';
    return {
      ...base,
      transport: 'http',
      host: host === '' ? base.address : host,
      path: path.slice(0, 300),
      method: get('method'),
      agent: get('user_agent'),
      cleartext: true,
      denied: /^[45]/.test(get('status_code') ?? ''),
    };
  }
  if (kind === 'ssl')
    return {
      ...base,
      transport: 'tls',
      host: get('server_name'),
      tls: get('version'),
      cleartext: false,
      denied: get('established') === 'F' || get('established') === 'false',
    };
  return { time, source, transport: 'dns', host: get('query'), answers: get('answers')?.split(',') };
}

export const zeek: InventoryReader = {
  id: 'network.zeek',
  title: 'Logs of Zeek',
  how: 'conn.log, http.log, ssl.log and dns.log, as Zeek writes them (TSV, or JSON with `LogAscii::use_json=T`), plain or compressed',
  claims: (file) =>
    couldBeLog(file.path) &&
    kindOf(file.head) !== undefined &&
    (/^#fields\s/m.test(file.head) || file.head.startsWith('{')),
  async *read(file, context) {
    const kind = kindOf(file.head) ?? 'conn';
    const table = createFlowTable(forms[kind]);
    let places = new Map<string, number>();
    for await (const { first, lines } of file.lines()) {
      for (const [offset, line] of lines.entries()) {
        if (line === '') continue;
        if (line.startsWith('#')) {
          if (line.startsWith('#fields'))
            places = new Map(
              line
                .split('\t')
                .slice(1)
                .map((name, place) => [name, place]),
            );
          continue;
        }
        const get = line.startsWith('{') ? json(line) : tsv(line, places);
        const it = get === undefined ? undefined : observe(kind, get);
        if (it === undefined) table.unreadable();
        else table.add(it, first + offset);
      }
    }
    yield* table.items(file, context);
  },
};

function tsv(line: string, places: ReadonlyMap<string, number>): Get {
  const cells = line.split('\t');
  return (name) => {
    const cell = cells[places.get(name) ?? -1];
    return cell === '-' || cell === '(empty)' ? undefined : cell;
  };
}

function json(line: string): Get | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined; // counted as unreadable
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const object = value as Readonly<Record<string, unknown>>;
  return (name) => {
    const it = Object.hasOwn(object, name) ? object[name] : undefined;
    if (Array.isArray(it)) return it.join(',');
    return it === undefined || it === null ? undefined : String(it);
  };
}
