// SPDX-License-Identifier: Apache-2.0
// Audit events added up: per principal, verb, resource and namespace, and per pod that used its own token.
import type { RawRecord } from '../../model/event.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Use } from '../../model/inventory/nouns.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { at, below, type Fields, list, text } from '../values.ts';
import { holderId } from './rbac.ts';

/** Kinds of use that are told apart; more are one kind, "other", and the window says so. */
const maxUses = 200_000;
const maxPods = 50_000;
const maxNetworks = 20;
const maxAgents = 10;
/** Requests that were seen to begin and not yet to end: watches and sessions, logged twice. */
const maxOpen = 50_000;

interface Tally {
  count: number;
  first: number;
  last: number;
  readonly line: number;
}

interface UseTally extends Tally {
  readonly principal: string;
  readonly action: string;
  readonly namespace: string | undefined;
  readonly credential: string | undefined;
  readonly outcome: Use['outcome'];
  readonly networks: Set<string>;
  readonly agents: Set<string>;
  interactive: boolean;
}

interface PodTally extends Tally {
  readonly namespace: string;
  readonly pod: string;
  readonly serviceAccount: string;
}

export interface UseLedger {
  /** @param record the event in plain form @param original as the log has it */
  add(record: RawRecord, line: number, original: RawRecord): void;
  readonly records: number;
  items(file: string, where: (line: number) => Provenance): Iterable<Item>;
}

/** Tools that people type into. */
const typed =
  /^(?:kubectl|k9s|lens|openlens|helm|oc|octant|stern|kubectx|curl|wget|mozilla|python-requests|insomnia|postman)/i;

function extra(user: Fields, name: string): string | undefined {
  return text(list(at(below(user, 'extra'), `authentication.kubernetes.io/${name}`))[0]);
}

/** What proved the caller, where the event says so. */
function credentialOf(record: Fields, user: Fields): string | undefined {
  const id = extra(user, 'credential-id');
  if (id?.startsWith('JTI=')) return extra(user, 'pod-name') === undefined ? 'unbound-token' : 'bound-token';
  if (id?.startsWith('X509')) return 'certificate';
  return Object.hasOwn(below(record, 'annotations'), 'authentication.k8s.io/legacy-token') ? 'legacy-token' : undefined;
}

/** In the words of roles: `list secrets`, `create deployments.apps`, `create pods/exec`, `get /metrics`. */
function actionOf(record: Fields): string {
  const verb = text(at(record, 'verb')) ?? 'unknown';
  const target = below(record, 'objectRef');
  const resource = text(at(target, 'resource'));
  if (resource === undefined)
    return `${verb} ${(text(at(record, 'requestURI')) ?? '/').split('?', 1)[0]?.slice(0, 200) ?? '/'}`;
  const group = text(at(target, 'apiGroup'));
  const subresource = text(at(target, 'subresource'));
  return `${verb} ${resource}${group === undefined ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
}

/** Whether the caller was let through; what came of it then is another matter. */
function outcomeOf(record: Fields): Use['outcome'] {
  const code = at(below(record, 'responseStatus'), 'code');
  if (typeof code === 'number') return code === 401 || code === 403 ? 'failure' : 'success';
  const decision = at(below(record, 'annotations'), 'authorization.k8s.io/decision');
  return decision === 'forbid' ? 'failure' : decision === 'allow' ? 'success' : undefined;
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['get', 'read'],
  ['list', 'read'],
  ['watch', 'read'],
]);

export function createUseLedger(): UseLedger {
  const uses = new Map<string, UseTally>();
  const pods = new Map<string, PodTally>();
  const open = new Set<string>();
  const seen = { records: 0, first: Infinity, last: -Infinity, reads: false, adminOnly: true, overflow: false };

  const count = (tally: Tally, time: number): void => {
    tally.count++;
    tally.first = Math.min(tally.first, time);
    tally.last = Math.max(tally.last, time);
  };

  const use = (
    principal: string,
    action: string,
    namespace: string | undefined,
    user: Fields,
    record: Fields,
    time: number,
    line: number,
    outcome: Use['outcome'] = outcomeOf(record),
  ): void => {
    const credential = credentialOf(record, user);
    const crowded = uses.size >= maxUses;
    seen.overflow ||= crowded;
    const what = crowded ? 'other' : action;
    const key = [principal, what, namespace ?? '', credential ?? '', outcome ?? ''].join('\n');
    let tally = uses.get(key);
    if (tally === undefined) {
      if (uses.size >= 2 * maxUses) return;
      tally = {
        count: 0,
        first: time,
        last: time,
        line,
        principal,
        action: what,
        namespace,
        credential,
        outcome,
        networks: new Set(),
        agents: new Set(),
        interactive: false,
      };
      uses.set(key, tally);
    }
    count(tally, time);
    const network = text(at(record, 'sourceIPs')) ?? text(list(at(record, 'sourceIPs'))[0]);
    if (network !== undefined && tally.networks.size < maxNetworks) tally.networks.add(network.slice(0, 64));
    const agent = text(at(record, 'userAgent'))?.slice(0, 120);
    if (agent === undefined) return;
    if (tally.agents.size < maxAgents) tally.agents.add(agent);
    if (credential !== 'bound-token' && typed.test(agent)) tally.interactive = true;
  };

  return {
    get records() {
      return seen.records;
    },
    add(record, line, original) {
      const stage = at(record, 'stage');
      const id = text(at(record, 'auditID'));
      if (stage === 'RequestReceived') return;
      if (stage === 'ResponseStarted' && id !== undefined) {
        if (open.size >= maxOpen) open.clear();
        open.add(id);
      } else if (id !== undefined && open.delete(id)) return;
      const time = Date.parse(
        text(at(record, 'requestReceivedTimestamp')) ??
          text(at(record, 'stageTimestamp')) ??
          text(at(record, 'timestamp')) ??
          '',
      );
      const user = below(record, 'user');
      const username = text(at(user, 'username'));
      if (Number.isNaN(time) || username === undefined) return;
      seen.records++;
      seen.first = Math.min(seen.first, time);
      seen.last = Math.max(seen.last, time);
      if (at(original, 'category') !== 'kube-audit-admin') seen.adminOnly = false;
      const resource = text(at(below(record, 'objectRef'), 'resource'));
      if (resource !== undefined && kinds.get(text(at(record, 'verb')) ?? '') === 'read') seen.reads = true;
      const namespace = resource === 'namespaces' ? undefined : text(at(below(record, 'objectRef'), 'namespace'));
      const principal = holderId({ kind: 'User', name: username });
      const as = text(at(below(record, 'impersonatedUser'), 'username'));
      const action = actionOf(record);
      if (as === undefined) use(principal, action, namespace, user, record, time, line);
      else {
        use(
          principal,
          `impersonate ${as.startsWith('system:serviceaccount:') ? 'serviceaccounts' : 'users'}`,
          undefined,
          user,
          record,
          time,
          line,
          'success',
        );
        use(holderId({ kind: 'User', name: as }), action, namespace, user, record, time, line);
      }
      const pod = extra(user, 'pod-name');
      const [, space, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
      if (pod === undefined || space === undefined || account === undefined) return;
      const key = `${space}/${pod}/${account}`;
      let tally = pods.get(key);
      if (tally === undefined) {
        if (pods.size >= maxPods) return;
        tally = { count: 0, first: time, last: time, line, namespace: space, pod, serviceAccount: account };
        pods.set(key, tally);
      }
      count(tally, time);
    },
    *items(file, where) {
      if (seen.records === 0) return;
      const missing = [
        ...(seen.reads && !seen.adminOnly ? [] : ['reads (get, list, watch)']),
        ...(seen.overflow ? [`more than ${maxUses} kinds of use: the rest is added up as "other"`] : []),
      ];
      yield {
        kind: 'window',
        id: `kubernetes:window:${file}`,
        provider: 'kubernetes',
        where: where(1),
        log: 'kubernetes.audit',
        records: seen.records,
        ...span(seen),
        ...(missing.length === 0 ? {} : { missing }),
      };
      for (const it of uses.values()) {
        yield {
          kind: 'use',
          id: `kubernetes:use:${[file, it.principal, it.action, it.namespace ?? '', it.credential ?? '', it.outcome ?? ''].join(' ')}`,
          provider: 'kubernetes',
          where: where(it.line),
          principal: it.principal,
          action: it.action,
          count: it.count,
          ...span(it),
          ...(it.namespace === undefined ? {} : { resource: `kubernetes:namespace:${it.namespace}` }),
          ...(it.networks.size === 0 ? {} : { networks: [...it.networks] }),
          ...(it.agents.size === 0 ? {} : { agents: [...it.agents] }),
          ...(it.credential === undefined ? {} : { protocol: it.credential }),
          ...(it.outcome === undefined ? {} : { outcome: it.outcome }),
          interactive: it.interactive,
        };
      }
      for (const it of pods.values()) {
        yield {
          kind: 'kubernetes.pod-use',
          id: `kubernetes:pod-use:${file}:${it.namespace}/${it.pod}/${it.serviceAccount}`,
          provider: 'kubernetes',
          where: where(it.line),
          namespace: it.namespace,
          pod: it.pod,
          serviceAccount: it.serviceAccount,
          count: it.count,
          ...span(it),
        };
      }
    },
  };
}

function span({ first, last }: { readonly first: number; readonly last: number }): {
  readonly first: string;
  readonly last: string;
} {
  return { first: new Date(first).toISOString(), last: new Date(last).toISOString() };
}
