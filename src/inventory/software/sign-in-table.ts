// SPDX-License-Identifier: Apache-2.0
// Adds sign-ins up: what each principal did with each client, and old ways of signing in.
import type { Item } from '../../model/inventory/item.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { type OldWay, oldWays } from '../../model/inventory/software.ts';

export interface SignIn {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly principal: string;
  readonly name: string;
  readonly client: string;
  readonly clientName: string | undefined;
  readonly protocol: string | undefined;
  readonly grant: string | undefined;
  readonly resource: string | undefined;
  readonly network: string | undefined;
  readonly agent: string | undefined;
  readonly library: string | undefined;
  readonly oldTls: boolean;
  readonly interactive: boolean;
  readonly succeeded: boolean;
}

/** Client apps that know no second factor. @see https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication */
const legacy =
  /^(?:authenticated smtp|smtp|autodiscover|exchange activesync|exchange online powershell|exchange web services|imap4?|mapi over http|offline address book|outlook anywhere(?: \(rpc over http\))?|outlook service|pop3?|reporting web services|other clients(?:; .*)?)$/i;

const azureAdGraph = '00000002-0000-0000-c000-000000000000';
const maxEntries = 500_000;
const maxNames = 10;

/** Old ways that a sign-in shows, each with what it was. */
export function oldWaysOf(it: SignIn): readonly (readonly [OldWay, string])[] {
  const ways: (readonly [OldWay, string])[] = [];
  if (it.protocol !== undefined && legacy.test(it.protocol)) ways.push(['legacy-protocol', it.protocol]);
  const library =
    /Library:\s*(ADAL[^\s]*(?:\s[\d.]+)?)/i.exec(it.library ?? '')?.[1] ??
    (/Family:\s*ADAL/i.test(it.library ?? '') ? 'ADAL' : undefined);
  if (library !== undefined) ways.push(['adal', library]);
  if (it.resource?.toLowerCase() === azureAdGraph) ways.push(['azure-ad-graph', 'Azure AD Graph (graph.windows.net)']);
  if (it.grant?.toLowerCase() === 'ropc') ways.push(['password-grant', 'resource owner password credentials']);
  if (it.oldTls) ways.push(['old-tls', 'TLS 1.0, TLS 1.1 or 3DES']);
  return ways;
}

interface Sum {
  readonly line: number;
  count: number;
  succeeded: number;
  first: number;
  last: number;
  readonly names: Set<string>;
  readonly networks: Set<string>;
  readonly agents: Set<string>;
  readonly of: SignIn;
  readonly way: readonly [OldWay, string] | undefined;
}

export interface SignInTable {
  readonly records: number;
  add(it: SignIn, line: number): void;
  items(file: string, where: (line: number) => Provenance): Generator<Item>;
}

export function createSignInTable(): SignInTable {
  const sums = new Map<string, Sum>();
  let records = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const put = (key: string, it: SignIn, line: number, way: Sum['way']): void => {
    let sum = sums.get(key);
    if (sum === undefined) {
      if (sums.size >= maxEntries) return;
      sum = {
        line,
        count: 0,
        succeeded: 0,
        first: it.time,
        last: it.time,
        names: new Set(),
        networks: new Set(),
        agents: new Set(),
        of: it,
        way,
      };
      sums.set(key, sum);
    }
    sum.count++;
    if (it.succeeded) sum.succeeded++;
    sum.first = Math.min(sum.first, it.time);
    sum.last = Math.max(sum.last, it.time);
    if (sum.names.size < maxNames) sum.names.add(it.name);
    if (it.network !== undefined && sum.networks.size < maxNames) sum.networks.add(it.network);
    if (it.agent !== undefined && sum.agents.size < maxNames) sum.agents.add(it.agent);
  };
  return {
    get records() {
      return records;
    },
    add(it, line) {
      records++;
      first = Math.min(first, it.time);
      last = Math.max(last, it.time);
      // A refused sign-in is no use of an account.
      if (it.succeeded)
        put(`use ${it.principal} ${it.client} ${it.interactive} ${it.protocol ?? ''}`, it, line, undefined);
      for (const way of oldWaysOf(it)) put(`way ${way[0]} ${way[1]} ${it.client}`, it, line, way);
    },
    *items(file, where) {
      yield {
        kind: 'software.log',
        id: `software:log:${file}`,
        provider: 'entra',
        where: where(1),
        records,
        sees: [...oldWays],
      };
      if (first <= last) {
        yield {
          kind: 'window',
          id: `entra:window:${file}`,
          provider: 'entra',
          where: where(1),
          log: 'entra.signin',
          first: iso(first),
          last: iso(last),
          records,
        };
      }
      for (const [key, sum] of sums)
        yield sum.way === undefined ? use(key, sum, file, where) : sighting(key, sum, sum.way, file, where);
    },
  };
}

function iso(time: number): string {
  return new Date(Math.trunc(time)).toISOString();
}

function use(key: string, sum: Sum, file: string, where: (line: number) => Provenance): Item {
  const { of } = sum;
  return {
    kind: 'use',
    id: `entra:use:${file}:${key.slice(4)}`,
    provider: 'entra',
    where: where(sum.line),
    principal: of.principal,
    client: of.client,
    action: 'sign-in',
    outcome: 'success',
    count: sum.count,
    first: iso(sum.first),
    last: iso(sum.last),
    interactive: of.interactive,
    ...(of.resource === undefined ? {} : { resource: of.resource }),
    ...(of.protocol === undefined ? {} : { protocol: of.protocol }),
    ...(sum.agents.size === 0 ? {} : { agents: [...sum.agents] }),
    ...(sum.networks.size === 0 ? {} : { networks: [...sum.networks] }),
  };
}

function sighting(
  key: string,
  sum: Sum,
  [way, detail]: readonly [OldWay, string],
  file: string,
  where: (line: number) => Provenance,
): Item {
  return {
    kind: 'software.sighting',
    id: `software:sighting:${file}:${key.slice(4)}`,
    provider: 'entra',
    where: where(sum.line),
    way,
    detail,
    client: sum.of.client,
    ...(sum.of.clientName === undefined ? {} : { clientName: sum.of.clientName }),
    principals: [...sum.names],
    count: sum.count,
    succeeded: sum.succeeded,
    first: iso(sum.first),
    last: iso(sum.last),
  };
}
