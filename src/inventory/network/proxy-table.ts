// SPDX-License-Identifier: Apache-2.0
// Proxy logs as CSV, as security gateways export them. Names of columns differ and are guessed; Zscaler's are among them.
import { csvRows, headerOf } from '../csv-rows.ts';
import type { InventoryReader } from '../reader.ts';
import { createFlowTable } from './flow-table.ts';
import { urlParts } from './url-parts.ts';

const fields = ['time', 'source', 'url', 'host', 'port', 'method', 'agent', 'action', 'tls'] as const;
type Field = (typeof fields)[number];

const guesses: Readonly<Record<Field, RegExp>> = {
  time: /^(?:time|timestamp|datetime|eventtime|date|receivedtime|starttime|generatedtime|loggedtime|utctime)$/,
  source:
    /^(?:clientip|srcip|sourceip|src|source|cip|clientaddress|sourceaddress|clientinternalip|clientpublicip|internalip|srcaddr|clientaddr|remoteip)$/,
  url: /^(?:url|fullurl|requesturl|csuri|uri|requesteduri)$/,
  host: /^(?:host|hostname|domain|desthost|destinationhost|cshost|serverhostname|dsthost|sni|destination)$/,
  port: /^(?:port|destport|destinationport|serverport|dstport)$/,
  method: /^(?:method|requestmethod|httpmethod|csmethod)$/,
  agent: /^(?:useragent|agent|csuseragent|clientagent|ua)$/,
  action: /^(?:action|verdict|policyaction|disposition|result|decision|status)$/,
  tls: /^(?:tlsversion|sslversion|clienttlsversion|servertlsversion|clientsslversion)$/,
};

function columnsOf(header: readonly string[]): ReadonlyMap<Field, string> {
  const columns = new Map<Field, string>();
  for (const field of fields) {
    const found = header.find((it) => guesses[field].test(it.toLowerCase().replace(/[^a-z]/g, '')));
    if (found !== undefined) columns.set(field, found);
  }
  // Without an address the person's name must do.
  const person = header.find((it) => /^(?:user|login|username)$/i.test(it.replace(/[^a-z]/gi, '')));
  if (!columns.has('source') && person !== undefined) columns.set('source', person);
  return columns;
}

function isProxy(columns: ReadonlyMap<Field, string>): boolean {
  const known = ['method', 'agent', 'action', 'tls'].filter((it) => columns.has(it as Field)).length;
  return columns.has('time') && columns.has('source') && (columns.has('url') || columns.has('host')) && known > 0;
}

function timeOf(text: string): number {
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return Number(text) * 1_000;
  if (/^\d{13}$/.test(text)) return Number(text);
  // Without a zone a time is read as UTC.
  return (
    Date.parse(/[Zz]$|[+-]\d\d:?\d\d$|GMT|UTC/.test(text) ? text : `${text.replace(' ', 'T')}Z`) ||
    Date.parse(`${text} UTC`)
  );
}

export const proxyTable: InventoryReader = {
  id: 'network.proxy-table',
  title: 'Proxy logs (CSV)',
  how: 'an export of the web proxy or security gateway as CSV with time, client address, URL or host, and action or user agent',
  claims: (file) => /\.csv(?:\.gz)?$/i.test(file.path) && isProxy(columnsOf(headerOf(file.head.slice(0, 16_384)))),
  async *read(file, context) {
    const columns = columnsOf(headerOf(file.head));
    const table = createFlowTable({
      format: 'proxy log (CSV)',
      sees: [
        'proxy',
        'names',
        'metadata',
        ...(columns.has('agent') ? (['agents'] as const) : []),
        ...(columns.has('tls') ? (['tls'] as const) : []),
      ],
    });
    for await (const { cells, line } of csvRows(file.lines())) {
      const cell = (field: Field): string | undefined => cells.get(columns.get(field) ?? '')?.trim() || undefined;
      const url = urlParts(cell('url') ?? cell('host') ?? '');
      const time = timeOf(cell('time') ?? '');
      const source = cell('source');
      if (url === undefined || source === undefined || Number.isNaN(time)) {
        table.unreadable();
        continue;
      }
      const host = cell('host') ?? url.host;
      const port = Number(cell('port') ?? url.port ?? Number.NaN);
      const method = cell('method')?.toUpperCase();
      table.add(
        {
          time,
          source,
          transport: 'proxy',
          host,
          address: host,
          port: Number.isNaN(port) ? undefined : port,
          path: method === 'CONNECT' ? undefined : url.path,
          method,
          agent: cell('agent'),
          tls: cell('tls'),
          denied: /block|den(?:y|ied)|reject|drop|403/i.test(cell('action') ?? ''),
          cleartext: method === 'CONNECT' ? false : url.cleartext,
        },
        line,
      );
    }
    yield* table.items(file, context);
  },
};
