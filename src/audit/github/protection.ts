// SPDX-License-Identifier: Apache-2.0
// Default branches with all that protects them, and rulesets that hold: what several checks ask for.
import type { Subject } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory/inventory.ts';
import type { ItemOf } from '../../model/inventory/item.ts';

type Rule = ItemOf<'github.branch-rule'>;
type Protection = ItemOf<'github.branch-protection'>;
type Ruleset = ItemOf<'github.ruleset'>;

export interface DefaultBranch {
  readonly subject: Subject;
  /** `owner/name` in lower case. */
  readonly repository: string;
  readonly name: string;
  readonly item: ItemOf<'github.branch'>;
  /** Rules and older protection: either may hold what is asked for. */
  readonly protections: readonly (Rule | Protection)[];
  /** What was not told, and what would tell. */
  readonly gap: string | undefined;
}

/** The default branch of each repository in use. */
export function* defaultBranches(inventory: Inventory): Generator<DefaultBranch> {
  const rulesTold = inventory.collected('github.branch-rule', 'github') === 'complete';
  const rulesOf = Map.groupBy(inventory.of('github.branch-rule'), (it) => `${it.repository}/${it.branch}`);
  for (const item of inventory.of('github.branch')) {
    const { repository, name } = item;
    const about = inventory.find('github.repository', `github:repository:${repository}`);
    if (about?.defaultBranch !== name || about.archived === true) continue;
    const rules = rulesOf.get(`${repository}/${name}`) ?? [];
    const protection = inventory.find('github.branch-protection', `github:branch-protection:${repository}/${name}`);
    yield {
      subject: { kind: 'branch', id: item.id, name: `${repository} ${name}` },
      repository,
      name,
      item,
      protections: protection === undefined ? rules : [...rules, protection],
      gap:
        protection === undefined && item.protected !== false
          ? `how it is protected was not told: \`gh api repos/${repository}/branches/${name}/protection\``
          : rules.length === 0 && !rulesTold
            ? `its rules were not told: \`gh api repos/${repository}/rules/branches/${name}\``
            : undefined,
    };
  }
}

/** Whether changes come by pull request. */
export function asksReview(it: Rule | Protection): boolean {
  return it.kind === 'github.branch-protection' ? it.pullRequests : it.type === 'pull_request';
}

/** Gives the rulesets that hold and are for a repository; of the organisation's, `unsure` where it may leave this one out. */
export function rulesetsOf(
  inventory: Inventory,
): (repository: string, target: string) => readonly { readonly ruleset: Ruleset; readonly unsure: boolean }[] {
  const active = inventory.of('github.ruleset').filter((it) => it.enforcement === 'active');
  const found = Map.groupBy(active, (it) => `${it.scope} ${it.target}`);
  return (repository, target) => [
    ...(found.get(`repository:${repository} ${target}`) ?? []).map((ruleset) => ({ ruleset, unsure: false })),
    ...(found.get(`organization:${repository.split('/')[0] ?? ''} ${target}`) ?? []).map((ruleset) => ({
      ruleset,
      unsure: ruleset.everyRepository !== true,
    })),
  ];
}

/** Names of secrets by the environment that holds them, `owner/name/environment`. */
export function environmentSecrets(inventory: Inventory): ReadonlyMap<string, string> {
  return new Map(
    inventory
      .of('github.secret')
      .flatMap((it): [string, string][] =>
        it.environment === undefined ? [] : [[`${it.scope.slice('repository:'.length)}/${it.environment}`, it.name]],
      ),
  );
}

/** Branches and tags that may deploy, by the environment, `owner/name/environment`. */
export function deploymentPolicies(
  inventory: Inventory,
): (it: ItemOf<'github.environment'>) => readonly ItemOf<'github.deployment-policy'>[] {
  const found = Map.groupBy(inventory.of('github.deployment-policy'), (it) => `${it.repository}/${it.environment}`);
  return (it) => found.get(`${it.repository}/${it.name}`) ?? [];
}

export function environmentSubject(it: ItemOf<'github.environment'>): Subject {
  return { kind: 'environment', id: it.id, name: `${it.repository} ${it.name}` };
}
