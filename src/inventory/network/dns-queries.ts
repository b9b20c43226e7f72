// SPDX-License-Identifier: Apache-2.0
// Query logs of resolvers: BIND (querylog), Unbound (log-queries), dnsmasq and Pi-hole (log-queries), and the query log of
// Route 53 Resolver (JSON).
//
// Formats: BIND 9 Administrator Reference Manual (logging, category queries); unbound.conf log-queries and log-replies;
// dnsmasq man page; Amazon Route 53 Developer Guide, "Values that appear in Resolver query logs".
import type { InventoryReader } from '../reader.ts';
import { couldBeLog, createFlowTable, type Observation } from './flow-table.ts';

const bind =
  /^(\d{2})-(\w{3})-(\d{4}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?) (?:queries: )?(?:info: )?client (?:@0x[0-9a-f]+ )?([0-9a-fA-F.:]+)#\d+ \(([^)]{1,255})\): (?:view [^:]{1,80}: )?query: (\S{1,255}) IN (\w+)/;
const unbound =
  /^(?:\[(\d{10})\]|(\w{3}\s+\d{1,2} \d{2}:\d{2}:\d{2}) \S*) ?unbound\[\d+(?::\d+)?\]:? (?:\[\d+:\d+\] )?info: ([0-9a-fA-F.:]+) (\S{1,255}) (\w+) IN/;
const dnsmasq =
  /^(\w{3}\s+\d{1,2} \d{2}:\d{2}:\d{2}) (?:\S+ )?dnsmasq\[\d+\]: (?:\d+ [0-9a-fA-F.:]+\/\d+ )?(query\[(\w+)\]|reply|cached|gravity blocked|blacklisted|config) (\S{1,255}) (?:from|is) (\S{1,255})/;

const months: ReadonlyMap<string, number> = new Map(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ').map((name, index) => [name, index + 1]),
);

/** Syslog has no year: it is that of the file's last change, or the one before for days that would lie ahead. */
function syslogTime(text: string, changed: number): number {
  const parts = /^(\w{3})\s+(\d{1,2}) (\d{2}:\d{2}:\d{2})$/.exec(text);
  const month = months.get(parts?.[1] ?? '');
  if (parts === null || month === undefined) return Number.NaN;
  const at = (year: number): number =>
    Date.parse(`${year}-${String(month).padStart(2, '0')}-${(parts[2] ?? '').padStart(2, '0')}T${parts[3]}Z`);
  const year = new Date(changed).getUTCFullYear();
  return at(year) > changed + 2 * 86_400_000 ? at(year - 1) : at(year);
}

interface Parser {
  readonly format: string;
  readonly test: (line: string) => boolean;
  /** Undefined: not of this form. `idle`: of it, without a query. */
  readonly parse: (line: string, changed: number) => Observation | 'idle' | undefined;
  readonly answers: boolean;
}

const bindParser: Parser = {
  format: 'BIND query log',
  test: (line) => bind.test(line),
  answers: false,
  parse(line) {
    const parts = bind.exec(line);
    if (parts === null) return undefined;
    const [, day = '', month = '', year = '', clock = '', source = '', , host = ''] = parts;
    const time = Date.parse(`${year}-${String(months.get(month) ?? 0).padStart(2, '0')}-${day}T${clock}Z`);
    return { time, source, host, transport: 'dns' };
  },
};

const unboundParser: Parser = {
  format: 'Unbound query log',
  test: (line) => unbound.test(line),
  answers: false,
  parse(line, changed) {
    const parts = unbound.exec(line);
    if (parts === null) return /unbound\[/.test(line) ? 'idle' : undefined;
    const [, stamp, clock = '', source = '', host = ''] = parts;
    return {
      time: stamp === undefined ? syslogTime(clock, changed) : Number(stamp) * 1_000,
      source,
      host,
      transport: 'dns',
    };
  },
};

/** An answer is the one to whoever asked for the name last. */
function createDnsmasqParser(): Parser {
  const asked = new Map<string, string>();
  return {
    format: 'dnsmasq query log',
    test: (line) => dnsmasq.test(line),
    answers: true,
    parse(line, changed) {
      const parts = dnsmasq.exec(line);
      if (parts === null) return /dnsmasq(?:-dhcp)?\[/.test(line) ? 'idle' : undefined;
      const [, clock = '', action = '', , host = '', value = ''] = parts;
      const time = syslogTime(clock, changed);
      if (action.startsWith('query')) {
        if (asked.size > 50_000) asked.clear();
        asked.set(host, value);
        return { time, source: value, host, transport: 'dns' };
      }
      const source = asked.get(host);
      // Only the answer matters here: the question was counted.
      return source === undefined ||
        !/^[0-9a-fA-F.:]+$/.test(value) ||
        !/^(?:169\.254\.|168\.63\.|fd00:ec2|fd20:ce|100\.100\.100\.200)/.test(value)
        ? 'idle'
        : { time, source, host, transport: 'dns', answers: [value] };
    },
  };
}

function parserOf(head: string): Parser | undefined {
  const lines = head.split('\n', 40);
  return [bindParser, unboundParser, createDnsmasqParser()].find((parser) =>
    lines.some((line) => parser.test(line.replace(/\r$/, ''))),
  );
}

export const dnsQueries: InventoryReader = {
  id: 'network.dns-queries',
  title: 'Query logs of BIND, Unbound, dnsmasq and Pi-hole',
  how: 'BIND `rndc querylog on` (category queries), Unbound `log-queries: yes`, dnsmasq `log-queries`, /var/log/pihole/pihole.log',
  claims: (file) =>
    couldBeLog(file.path) &&
    /\b(?:query|unbound\[|dnsmasq\[)/.test(file.head.slice(0, 8_192)) &&
    parserOf(file.head.slice(0, 8_192)) !== undefined,
  async *read(file, context) {
    const parser = parserOf(file.head.slice(0, 8_192)) ?? bindParser;
    const table = createFlowTable({ format: parser.format, sees: parser.answers ? ['names', 'answers'] : ['names'] });
    const changed = Date.parse(file.modifiedAt);
    for await (const { first, lines } of file.lines()) {
      for (const [offset, line] of lines.entries()) {
        if (line === '') continue;
        const it = parser.parse(line, changed);
        if (it === undefined) table.unreadable();
        else if (it === 'idle') table.idle();
        else table.add(it, first + offset);
      }
    }
    yield* table.items(file, context);
  },
};

type Bag = Readonly<Record<string, unknown>>;

export const route53Queries: InventoryReader = {
  id: 'network.route53-queries',
  title: 'Query logs of Route 53 Resolver',
  how: 'files of the bucket or log group of a Resolver query logging configuration (JSON lines)',
  claims: (file) => file.head.includes('"query_timestamp"') && file.head.includes('"srcaddr"'),
  async *read(file, context) {
    const table = createFlowTable({
      format: 'Route 53 Resolver query log',
      sees: ['names', 'answers'],
      missing: ['names that the resolver of the VPC had cached'],
    });
    for await (const { value, line } of file.records()) {
      const it = value as Bag;
      const source = text(it, 'srcaddr');
      const host = text(it, 'query_name');
      if (source === undefined || host === undefined) {
        table.unreadable();
        continue;
      }
      const list = Object.hasOwn(it, 'answers') && Array.isArray(it.answers) ? (it.answers as readonly unknown[]) : [];
      const answers = list.flatMap((one) =>
        typeof one === 'object' && one !== null ? (text(one as Bag, 'Rdata') ?? []) : [],
      );
      table.add(
        {
          time: Date.parse(text(it, 'query_timestamp') ?? ''),
          source,
          host,
          transport: 'dns',
          answers,
          denied: text(it, 'firewall_rule_action') === 'BLOCK',
        },
        line,
      );
    }
    yield* table.items(file, context);
  },
};

function text(object: Bag, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
