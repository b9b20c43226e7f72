// SPDX-License-Identifier: Apache-2.0
import { tsvRows } from './lists.ts';

export const risks = ['low', 'medium', 'high', 'critical'] as const;
export type Risk = (typeof risks)[number];

/** How much harm a permission does in wrong hands, and who says what about it. */
export interface PermissionRisk {
  readonly risk: Risk;
  readonly opinions: readonly { readonly by: string; readonly rating: string }[];
  /** One sentence: our own reason, or that there is none and the opinions decide. */
  readonly why: string;
  /** As the provider writes it; where it was asked for by id, what the id stands for. */
  readonly name?: string;
}

type Kind = 'delegated' | 'application';

interface Entry {
  readonly name: string;
  readonly api: string;
  readonly kind: Kind;
  readonly opinions: { readonly by: string; readonly rating: string; readonly risk: Risk | undefined }[];
  own: { readonly risk: Risk; readonly why: string } | undefined;
}

/** Ids of the resource applications of Microsoft's APIs, and the short names of the lists. */
const apiIds: ReadonlyMap<string, string> = new Map([
  ['00000003-0000-0000-c000-000000000000', 'graph'],
  ['00000002-0000-0ff1-ce00-000000000000', 'exchange'],
  ['00000003-0000-0ff1-ce00-000000000000', 'sharepoint'],
  ['c5393580-f805-4401-95e8-94b7a6ef2fc2', 'office-management'],
  ['00000009-0000-0000-c000-000000000000', 'power-bi'],
  ['00000007-0000-0000-c000-000000000000', 'dataverse'],
  ['475226c6-020e-4fb2-8a90-7a972cbfc1d4', 'powerapps'],
  ['7df0a125-d3be-4c96-aa54-591f83ff541c', 'flow'],
]);

/** Our reading of Microsoft's privilege levels where nobody else rates a permission. */
const microsoftLevels: ReadonlyMap<string, Risk> = new Map([
  ['1', 'low'],
  ['2', 'low'],
  ['3', 'medium'],
  ['4', 'high'],
  ['5', 'critical'],
]);

const longestScope = 512;
/** Answers that are kept: a million grants name a few hundred permissions. */
const mostKept = 1_000;

/** Builds the look-up behind `Catalog.permissionRisk` from the text of three lists. */
export function createPermissions(lists: {
  readonly permissions: string;
  readonly judgements: string;
  readonly google: string;
}): (scope: string, api?: string, kind?: Kind) => PermissionRisk | undefined {
  const entries = new Map<string, Entry[]>();
  const add = (keys: readonly string[], entry: Entry) => {
    for (const key of keys) {
      if (key !== '') entries.set(key, [...(entries.get(key) ?? []), entry]);
    }
  };
  for (const [api = '', kind, id = '', name = '', level = '', scuba = ''] of tsvRows(lists.permissions)) {
    const entry: Entry = {
      name,
      api,
      kind: kind === 'application' ? 'application' : 'delegated',
      opinions: [],
      own: undefined,
    };
    if (level !== '') {
      const rating = `privilege level ${level} of 5 (${entry.kind})`;
      entry.opinions.push({ by: 'Microsoft', rating, risk: microsoftLevels.get(level) });
    }
    if (scuba !== '')
      entry.opinions.push({ by: 'CISA ScubaGear', rating: `${scuba} (${entry.kind})`, risk: toRisk(scuba) });
    add([name.toLowerCase(), id], entry);
  }
  for (const [api = '', kind, name = '', risk = '', why = ''] of tsvRows(lists.judgements)) {
    const own = { risk: toRisk(risk) ?? 'medium', why };
    const kinds: readonly Kind[] =
      kind === 'delegated' || kind === 'application' ? [kind] : ['delegated', 'application'];
    for (const each of kinds) {
      const known = entries.get(name.toLowerCase())?.find((entry) => entry.api === api && entry.kind === each);
      if (known === undefined) add([name.toLowerCase()], { name, api, kind: each, opinions: [], own });
      else known.own = own;
    }
  }
  for (const [scope = '', rating = '', source, risk = '', why = ''] of tsvRows(lists.google)) {
    const by = source === 'google' ? 'Google' : 'Google (unconfirmed)';
    const own = { risk: toRisk(risk) ?? 'medium', why };
    add([scope], { name: scope, api: 'google', kind: 'delegated', opinions: [{ by, rating, risk: undefined }], own });
  }
  const find = (scope: string, api: string | undefined, kind: Kind | undefined): PermissionRisk | undefined => {
    const found = entries.get(scope.toLowerCase()) ?? entries.get(nameOf(scope));
    const wanted = api === undefined ? undefined : (apiIds.get(api.toLowerCase()) ?? api.toLowerCase());
    const fitting = found?.filter(
      (entry) => (wanted === undefined || entry.api === wanted) && (kind ?? entry.kind) === entry.kind,
    );
    const chosen = wanted ?? (fitting?.some((entry) => entry.api === 'graph') ? 'graph' : fitting?.[0]?.api);
    return worst(fitting?.filter((entry) => entry.api === chosen) ?? []);
  };
  const kept = new Map<string, Map<string, PermissionRisk | undefined>>();
  return (scope, api, kind) => {
    if (scope.length > longestScope) return undefined;
    const context = `${kind ?? ''} ${api ?? ''}`;
    let known = kept.get(context);
    if (known === undefined) {
      if (kept.size >= mostKept) kept.clear();
      known = new Map();
      kept.set(context, known);
    }
    if (known.has(scope)) return known.get(scope);
    const risk = find(scope, api, kind);
    if (known.size >= mostKept) known.clear();
    known.set(scope, risk);
    return risk;
  };
}

function worst(entries: readonly Entry[]): PermissionRisk | undefined {
  let most: { readonly risk: Risk; readonly why: string } | undefined;
  for (const { own, opinions } of entries) {
    const judged = own ?? fromOpinions(opinions.map(({ risk }) => risk));
    if (judged !== undefined && (most === undefined || risks.indexOf(judged.risk) > risks.indexOf(most.risk)))
      most = judged;
  }
  if (most === undefined) return undefined;
  const name = entries[0]?.name ?? '';
  return {
    ...most,
    ...(name === '' ? {} : { name }),
    opinions: entries.flatMap(({ opinions }) => opinions.map(({ by, rating }) => ({ by, rating }))),
  };
}

function fromOpinions(
  ratings: readonly (Risk | undefined)[],
): { readonly risk: Risk; readonly why: string } | undefined {
  const risk = risks.findLast((each) => ratings.includes(each));
  return risk === undefined ? undefined : { risk, why: 'Not judged by us; the highest of the opinions' };
}

/** The last part of `https://graph.microsoft.com/Mail.Read`, in lower case; addresses of Google are whole names. */
function nameOf(scope: string): string {
  const lower = scope.toLowerCase();
  if (!/^(https|api):\/\//.test(lower) || lower.startsWith('https://www.googleapis.com/')) return lower;
  return lower.slice(lower.lastIndexOf('/') + 1);
}

function toRisk(text: string): Risk | undefined {
  return risks.find((risk) => risk === text);
}
