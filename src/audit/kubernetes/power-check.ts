// SPDX-License-Identifier: Apache-2.0
// What all checks on who has a power share: whom they judge, how bad it is, and what they say.
import type { Check, CheckContext, CheckEvidence, CheckSetting, Verdict } from '../../model/check.ts';
import type { Severity } from '../../model/finding.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { KubernetesPower } from '../../model/inventory/kubernetes.ts';
import { builtInSetting, enumerate, holderSubject, isBuiltIn, named } from './cluster-settings.ts';
import { strengthOf } from './strong-accounts.ts';

/** Roles of Kubernetes that give many powers at once; a check of their own judges who has them. */
const broad: ReadonlySet<string> = new Set(['ClusterRole admin', 'ClusterRole edit']);

export interface PowerCheck extends Omit<Check, 'area' | 'needs' | 'judge'> {
  /** Any of these powers is the weakness; see src/inventory/kubernetes/powers.ts. */
  readonly powers: readonly string[];
  /** What the holder may do, as it stands behind "may". */
  readonly may: string;
  /** Severity where it reaches only namespaces without strong accounts; default `low`. `pass`: it is no weakness there. */
  readonly elsewhere?: Severity | 'pass';
  /** It is one thing in one place: where it may be done goes without saying. */
  readonly placeless?: true;
  /** Powers that hold these: who has one of them has its finding, and needs no second one. */
  readonly heldBy?: readonly string[];
  /** Judges holders of broad roles too. */
  readonly broad?: true;
}

/** A check that fails for everybody who has a power and is not of the cluster itself. */
export function powerCheck({
  powers,
  may,
  elsewhere = 'low',
  broad: withBroad,
  placeless,
  heldBy = [],
  ...rest
}: PowerCheck): Check {
  const settings: Readonly<Record<string, CheckSetting>> = { builtIn: builtInSetting, ...rest.settings };
  return {
    ...rest,
    area: 'kubernetes',
    needs: [{ kind: 'kubernetes.binding' }],
    settings,
    *judge(inventory, context) {
      const strength = strengthOf(inventory);
      for (const [holder, all] of judgedHolders(inventory, context)) {
        const [first] = all;
        if (first === undefined || all.some((it) => heldBy.includes(it.power) && it.names === undefined)) continue;
        const subject = holderSubject(holder);
        const whole = coveredBy(all, withBroad === true);
        const found = all.filter((it) => powers.includes(it.power) && !whole(it));
        const wide = found.some(
          (it) => it.names === undefined && (it.namespace === undefined || strength.namespaces.has(it.namespace)),
        );
        if (found.length === 0 || (!wide && elsewhere === 'pass')) {
          const open = all.some(
            (it) => it.power === 'unknown-role' || (found.length === 0 && powers.includes(it.power)),
          );
          if (!open) yield { status: 'pass', subject };
          continue;
        }
        yield {
          status: 'fail',
          subject,
          summary: `${named(subject)} may ${may}${placeless === true ? '' : ` ${scopeText(found)}`}, by ${enumerate([...new Set(found.map(({ role }) => role))], 3)}.`,
          severity: found.every((it) => it.inert === true)
            ? 'low'
            : wide || elsewhere === 'pass'
              ? rest.severity
              : elsewhere,
          evidence: once(
            found
              .slice(0, 5)
              .flatMap((it) => [
                { where: it.where, note: `${it.role}: ${it.rule}` },
                ...bindingEvidence(inventory, it),
              ]),
          ),
        };
      }
      yield* notRead(inventory, context);
    },
  };
}

/** Holders of anything, by id, with what they hold; bindings of the cluster itself left out. */
export function judgedHolders(
  inventory: Inventory,
  context: CheckContext,
): ReadonlyMap<string, readonly KubernetesPower[]> {
  const found = new Map<string, KubernetesPower[]>();
  for (const power of inventory.of('kubernetes.power')) {
    if (isBuiltIn(context, power)) continue;
    const list = found.get(power.holder);
    if (list === undefined) found.set(power.holder, [power]);
    else list.push(power);
  }
  return found;
}

/** Who may do everything is judged for that alone, and holders of `edit` and `admin` for those. */
function coveredBy(all: readonly KubernetesPower[], withBroad: boolean): (power: KubernetesPower) => boolean {
  const everything = all.filter((it) => it.power === 'everything' && it.names === undefined);
  return (power) => {
    if (power.power === 'everything') return false;
    if (!withBroad && broad.has(power.role)) return true;
    return everything.some((it) => it.namespace === undefined || it.namespace === power.namespace);
  };
}

/** Several powers often come from one rule. */
export function once(evidence: readonly CheckEvidence[]): readonly CheckEvidence[] {
  const seen = new Set<string>();
  return evidence.filter((it) => {
    const key = JSON.stringify([it.where.file, it.where.document, it.where.path, it.note]);
    return !seen.has(key) && seen.add(key);
  });
}

function scopeText(found: readonly KubernetesPower[]): string {
  const names = found.every((it) => it.names !== undefined) ? [...new Set(found.flatMap((it) => it.names ?? []))] : [];
  const only = names.length === 0 ? '' : `(only ${enumerate(names)}) `;
  if (found.some((it) => it.namespace === undefined)) return `${only}in the whole cluster`;
  const namespaces = [...new Set(found.flatMap((it) => it.namespace ?? []))];
  return `${only}in the ${namespaces.length === 1 ? 'namespace' : 'namespaces'} ${enumerate(namespaces)}`;
}

export function bindingEvidence(inventory: Inventory, power: KubernetesPower): readonly CheckEvidence[] {
  const binding = inventory.find('kubernetes.binding', power.binding);
  return binding === undefined
    ? []
    : [
        {
          where: binding.where,
          path: [...(binding.where.path ?? []), 'roleRef'],
          note: `${binding.type} ${binding.name} binds ${power.role}`,
        },
      ];
}

/** Roles that are bound and were not read may give anything. */
export function* notRead(inventory: Inventory, context: CheckContext): Iterable<Verdict> {
  const roles = new Map<string, Set<string>>();
  for (const power of inventory.of('kubernetes.power')) {
    if (power.power !== 'unknown-role' || isBuiltIn(context, power)) continue;
    const holders = roles.get(power.role) ?? new Set();
    holders.add(holderSubject(power.holder).name ?? power.holder);
    roles.set(power.role, holders);
  }
  if (roles.size === 0) return;
  const list = [...roles].map(([role, holders]) => `${role} (bound to ${enumerate([...holders], 3)})`);
  yield {
    status: 'unknown',
    subject: { kind: 'role', id: 'kubernetes:roles-not-read', name: 'roles that were not read' },
    reason: `not among the files: ${enumerate(list, 5)}; \`kubectl get roles,clusterroles -A -o yaml\` would tell what they allow`,
  };
}
