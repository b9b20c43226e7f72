// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KubernetesBinding, KubernetesRole, KubernetesRule } from '../../model/inventory/kubernetes.ts';
import { findPowers } from './find-powers.ts';
import { allows, evaluateRbac, holderId, selects } from './rbac.ts';

const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'test.yml' } as const;

const verbs = ['get', 'list', 'create', 'update'];
const groups = ['', 'apps'];
const resources = ['pods', 'pods/exec', 'secrets', 'deployments/exec'];
const names = ['one', 'two'];

const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
const ruleOf = fc.record(
  {
    verbs: some([...verbs, '*']),
    apiGroups: some([...groups, '*']),
    resources: some([...resources, '*', '*/exec', 'pods/*']),
    resourceNames: some(names),
  },
  { requiredKeys: ['verbs', 'apiGroups', 'resources'] },
);

/** The rule written out: every attempt that it covers, by the words of the API reference. */
function writtenOut(rule: KubernetesRule): ReadonlySet<string> {
  const covered = new Set<string>();
  for (const verb of rule.verbs.includes('*') ? verbs : rule.verbs)
    for (const group of rule.apiGroups.includes('*') ? groups : rule.apiGroups)
      for (const entry of rule.resources)
        for (const resource of resources)
          if (entry === '*' || entry === resource || (entry === '*/exec' && resource.endsWith('/exec')))
            for (const name of rule.resourceNames ?? names) covered.add([verb, group, resource, name].join(' '));
  return covered;
}

function role(rules: readonly KubernetesRule[], more: Partial<KubernetesRole> = {}): KubernetesRole {
  const name = more.name ?? 'r';
  return {
    kind: 'kubernetes.role',
    id: `kubernetes:cluster-role:${name}`,
    provider: 'kubernetes',
    where,
    type: 'ClusterRole',
    name,
    labels: {},
    rules,
    ...more,
  };
}

function binding(roleName: string, more: Partial<KubernetesBinding> = {}): KubernetesBinding {
  return {
    kind: 'kubernetes.binding',
    id: `kubernetes:cluster-role-binding:b`,
    provider: 'kubernetes',
    where,
    type: 'ClusterRoleBinding',
    name: 'b',
    role: { type: 'ClusterRole', name: roleName },
    subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'shop' }],
    ...more,
  };
}

function powersOf(roles: readonly KubernetesRole[], bindings: readonly KubernetesBinding[]): readonly string[] {
  const { holders } = evaluateRbac(roles, bindings);
  return [...holders].flatMap(([id, { subject, grants }]) =>
    [...findPowers(id, subject, grants)].map(
      (it) => `${it.power}@${it.namespace ?? '*'}${it.names === undefined ? '' : ` ${it.names.join()}`}`,
    ),
  );
}

describe('role-based access control', () => {
  it('covers what the rule written out covers, and nothing else', () => {
    fc.assert(
      fc.property(ruleOf, (rule) => {
        const covered = writtenOut(rule);
        for (const verb of verbs)
          for (const group of groups)
            for (const resource of resources)
              for (const name of names)
                expect(allows(rule, { verb, group, resource, name })).toBe(
                  covered.has([verb, group, resource, name].join(' ')),
                );
      }),
    );
  });

  it('more rules never take a power away', () => {
    fc.assert(
      fc.property(fc.array(ruleOf, { maxLength: 3 }), ruleOf, (rules, more) => {
        const before = powersOf([role(rules)], [binding('r')]).map((it) => it.split(' ')[0]);
        const after = powersOf([role([...rules, more])], [binding('r')]).map((it) => it.split(' ')[0]);
        expect(before.filter((it) => !after.includes(it))).toEqual([]);
      }),
    );
  });

  it('limits a rule to names, and knows that nobody creates by name', () => {
    const named = (list: readonly string[], resource: string): readonly string[] =>
      powersOf([role([{ verbs: list, apiGroups: [''], resources: [resource], resourceNames: ['x'] }])], [binding('r')]);
    expect(named(['create'], 'pods')).toEqual([]);
    expect(named(['list'], 'secrets')).toEqual([]);
    expect(named(['get'], 'secrets')).toEqual(['get-secrets@* x']);
    expect(named(['create'], 'serviceaccounts/token')).toEqual(['mint-token@* x']);
  });

  it('keeps a role of the cluster to the namespace in which it is bound', () => {
    const nodes = role([{ verbs: ['get'], apiGroups: [''], resources: ['nodes/proxy', 'secrets'] }]);
    expect(powersOf([nodes], [binding('r', { type: 'RoleBinding', namespace: 'shop' })])).toEqual(['get-secrets@shop']);
    expect(powersOf([nodes], [binding('r')])).toEqual(['get-secrets@*', 'nodes-proxy@*']);
  });

  it('joins parts of one power over several bindings', () => {
    const approve = { verbs: ['approve'], apiGroups: ['certificates.k8s.io'], resources: ['signers'] };
    const update = {
      verbs: ['update'],
      apiGroups: ['certificates.k8s.io'],
      resources: ['certificatesigningrequests/approval'],
    };
    const roles = [role([approve], { name: 'x' }), role([update], { name: 'y', id: 'kubernetes:cluster-role:y' })];
    expect(powersOf(roles, [binding('x')])).toEqual([]);
    expect(powersOf(roles, [binding('x'), binding('y')])).toEqual(['approve-others-certificates@*']);
  });

  it('adds the rules of aggregated roles, and ends on roles that aggregate each other', () => {
    const aggregates = [{ matchLabels: { more: 'yes' }, matchExpressions: [] }];
    const whole = role([], { name: 'whole', id: 'kubernetes:cluster-role:whole', aggregates, labels: { more: 'yes' } });
    const piece = role([{ verbs: ['*'], apiGroups: ['*'], resources: ['pods/exec'] }], {
      name: 'piece',
      id: 'kubernetes:cluster-role:piece',
      labels: { more: 'yes' },
      aggregates,
    });
    expect(powersOf([whole, piece], [binding('whole')])).toEqual(['exec@*']);
  });

  it('many roles that aggregate one another stay as many rules', () => {
    const roles = Array.from({ length: 60 }, (_, index) =>
      role([{ verbs: ['get'], apiGroups: [''], resources: [`things${index}`] }], {
        name: `r${index}`,
        id: `kubernetes:cluster-role:r${index}`,
        labels: { more: 'yes' },
        aggregates: [{ matchLabels: { more: 'yes' }, matchExpressions: [] }],
      }),
    );
    const { holders } = evaluateRbac(roles, [binding('r7')]);
    expect(holders.get('kubernetes:service-account:shop/a')?.grants).toHaveLength(60);
  });

  it('knows roles that every cluster has, and says which it does not know', () => {
    expect(powersOf([], [binding('cluster-admin')])).toContain('everything@*');
    expect(powersOf([], [binding('edit', { type: 'RoleBinding', namespace: 'shop' })])).toContain('mint-token@shop');
    expect(powersOf([], [binding('view')])).toEqual([]);
    expect(evaluateRbac([], [binding('other')]).unresolved).toHaveLength(1);
  });

  it('sees an account in a user of its name', () => {
    expect(holderId({ kind: 'User', name: 'system:serviceaccount:shop:cart' })).toBe(
      'kubernetes:service-account:shop/cart',
    );
  });

  it('evaluates selectors', () => {
    const selector = (operator: string, values: readonly string[] = []) => ({
      matchLabels: {},
      matchExpressions: [{ key: 'a', operator, values }],
    });
    expect(selects(selector('In', ['x']), { a: 'x' })).toBe(true);
    expect(selects(selector('NotIn', ['x']), {})).toBe(true);
    expect(selects(selector('Exists'), {})).toBe(false);
    expect(selects(selector('toString'), { a: 'x' })).toBe(false);
  });
});
