// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { evaluateRbac } from '../inventory/kubernetes/rbac.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import { renderReview } from './render-review.ts';
import { by, folder, review } from './review.fixture.ts';

function audit(verb: string, target: string, more: Readonly<Record<string, unknown>> = {}): object {
  const [, resource = '', group, sub, namespace, name] =
    /^([a-z]+)(?:\.([a-z0-9.-]+))?(?:\/([a-z]+))?(?: ([a-z-]+))?(?: ([a-z0-9.-]+))?$/.exec(target) ?? [];
  const objectRef = {
    resource,
    ...(group && { apiGroup: group }),
    ...(sub && { subresource: sub }),
    ...(namespace && { namespace }),
    ...(name && { name }),
    apiVersion: 'v1',
  };
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    stage: 'ResponseComplete',
    auditID: `${verb}-${target}-${JSON.stringify(more)}`,
    verb,
    requestURI: target.startsWith('/') ? target : '/api/v1/x',
    user: { username: 'system:serviceaccount:shop:cart' },
    ...(target.startsWith('/') ? {} : { objectRef }),
    responseStatus: { code: 200 },
    requestReceivedTimestamp: '2026-03-02T09:15:00.250000Z',
    stageTimestamp: '2026-03-02T09:15:00.260000Z',
    ...more,
  };
}

const bound = (rules: string, kind = 'Role'): string => `apiVersion: v1
kind: ServiceAccount
metadata: { name: cart, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: cart${kind === 'Role' ? ', namespace: shop' : ''} }
rules:
${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}Binding
metadata: { name: cart${kind === 'Role' ? ', namespace: shop' : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: cart }
subjects: [{ kind: ServiceAccount, name: cart, namespace: shop }]
`;

const cart = 'kubernetes:service-account:shop/cart';

describe('roles of Kubernetes', () => {
  const rules = `  - { apiGroups: [""], resources: [secrets], verbs: [get, list, watch] }
  - { apiGroups: [apps], resources: [deployments, deployments/scale], verbs: [get, patch] }
  - { apiGroups: [""], resources: [events], verbs: [create, patch] }
  - { apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [bind] }`;
  const log = [
    audit('get', 'secrets shop db'),
    audit('patch', 'deployments.apps/scale shop cart'),
    audit('delete', 'pods shop web-1', {
      responseStatus: { code: 403 },
      annotations: { 'authorization.k8s.io/decision': 'forbid' },
    }),
  ];

  it('tells used, unused, refused, and what the log cannot show', async () => {
    const [it] = await review({ 'audit.log': log }, { 'rbac.yml': bound(rules) }, 'shop/cart');
    expect(by(it, 'used')).toEqual(['get secrets', 'patch deployments.apps/scale']);
    expect(by(it, 'unused')).toEqual([
      'get deployments.apps',
      'get deployments.apps/scale',
      'list secrets',
      'patch deployments.apps',
      'watch secrets',
    ]);
    expect(by(it, 'not-granted')).toEqual(['delete pods']);
    expect(by(it, 'unknown')).toEqual(['bind roles.rbac.authorization.k8s.io', 'create events', 'patch events']);
  });

  it('the patch is valid, covers all that was used, and keeps what is unknown with the reason', async () => {
    const [it] = await review({ 'audit.log': log }, { 'rbac.yml': bound(rules) }, cart);
    const text = it?.patch?.text ?? '';
    expect(parseAllDocuments(text).flatMap((document) => ('errors' in document ? document.errors : []))).toEqual([]);
    const { inventory } = await readInventory(['.'], { cwd: folder({ 'patch.yml': text }) });
    const grants =
      evaluateRbac(inventory.of('kubernetes.role'), inventory.of('kubernetes.binding')).holders.get(cart)?.grants ?? [];
    expect(
      grants
        .map(
          (grant) =>
            `${grant.namespace} ${grant.rule.apiGroups} ${grant.rule.resources} ${grant.rule.resourceNames ?? '*'} ${grant.rule.verbs}`,
        )
        .toSorted(),
    ).toEqual([
      'shop  events * create,patch',
      'shop  secrets db get',
      'shop apps deployments/scale * patch',
      'shop rbac.authorization.k8s.io roles * bind',
    ]);
    expect(text).toContain('# Kept, not seen: the verb "bind"');
  });

  it('a cluster-wide rule is narrowed to the namespaces of its uses; calls without one stay cluster-wide', async () => {
    const wide = bound('  - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }', 'ClusterRole');
    const [it] = await review(
      { 'audit.log': [audit('list', 'pods data'), audit('list', 'nodes'), audit('create', 'pods/exec shop web')] },
      { 'rbac.yml': wide },
      cart,
    );
    const text = it?.patch?.text ?? '';
    const { inventory } = await readInventory(['.'], { cwd: folder({ 'patch.yml': text }) });
    expect(
      inventory
        .of('kubernetes.role')
        .map((role) => `${role.namespace ?? 'cluster'} ${role.rules.map((rule) => `${rule.resources}:${rule.verbs}`)}`)
        .toSorted(),
    ).toEqual(['cluster nodes:list', 'data pods:list', 'shop pods/exec:create']);
  });

  it('a log without reads takes no read away', async () => {
    const [it] = await review(
      { 'audit.log': [audit('create', 'pods shop x')] },
      { 'rbac.yml': bound('  - { apiGroups: [""], resources: [secrets, pods], verbs: [get, create] }') },
      cart,
    );
    expect(by(it, 'unknown')).toEqual(['get pods', 'get secrets']);
    expect(by(it, 'unused')).toEqual(['create secrets']);
    expect(it?.window?.missing).toEqual(['reads (get, list, watch)']);
  });

  it('list and watch are kept together; paths and impersonation count for who used them', async () => {
    const grants = bound(
      `  - { apiGroups: [""], resources: [configmaps], verbs: [list, watch] }
  - { nonResourceURLs: [/metrics, /healthz], verbs: [get] }
  - { apiGroups: [""], resources: [users], verbs: [impersonate] }`,
      'ClusterRole',
    );
    const log = [
      audit('watch', 'configmaps shop'),
      audit('get', '/metrics'),
      audit('get', 'pods shop x', { impersonatedUser: { username: 'anna.novak@example.com' } }),
    ];
    const all = await review({ 'audit.log': log }, { 'rbac.yml': grants });
    const mine = all.find((one) => one.subject.id === cart);
    expect(by(mine, 'used')).toEqual(['get /metrics', 'impersonate users', 'list configmaps', 'watch configmaps']);
    expect(by(mine, 'unused')).toEqual(['get /healthz']);
    expect(by(mine, 'not-granted')).toEqual([]);
    expect(
      by(
        all.find((one) => one.subject.id === 'kubernetes:user:anna.novak@example.com'),
        'not-granted',
      ),
    ).toEqual(['get pods']);
  });

  it('without a log nothing is unused', async () => {
    const [it] = await review({}, { 'rbac.yml': bound(rules) }, cart);
    expect(by(it, 'unused')).toEqual([]);
    expect(by(it, 'unknown')).toHaveLength(10);
  });
});

describe('output', () => {
  it('a hostile name in a log does not reach the terminal as control characters', async () => {
    const [it] = await review(
      { 'audit.log': [audit('get', 'pods shop x', { user: { username: 'evil\u001b[2J\nname' } })] },
      {},
    );
    expect([...(it === undefined ? [] : renderReview(it))].join('')).not.toContain('\u001b');
  });
});

describe('hostile names', () => {
  it('stay values in the patch, and one word in commands', async () => {
    const name = "x'; rm -rf ~ #\n  - cluster-admin";
    const manifest = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: { name: 'r', namespace: 'shop' },
          rules: [{ apiGroups: [''], resources: ['events', name], verbs: ['get', 'bind'] }],
        },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name, namespace: 'shop' },
          roleRef: { kind: 'Role', name: 'r', apiGroup: 'rbac.authorization.k8s.io' },
          subjects: [{ kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }],
        },
      ],
    });
    const [it] = await review({ 'audit.log': [audit('get', 'pods shop x')] }, { 'rbac.json': manifest }, cart);
    const documents = parseAllDocuments(it?.patch?.text ?? '').map((document) =>
      'toJS' in document ? (document.toJS() as { rules?: { resources: string[] }[] }) : {},
    );
    expect(
      documents
        .flatMap((one) => one.rules ?? [])
        .flatMap((rule) => rule.resources)
        .toSorted(),
    ).toEqual(['events', 'events', name].toSorted());
    expect(it?.patch?.how.at(-1)).toBe("`kubectl delete rolebinding 'x'\\''; rm -rf ~ # - cluster-admin' -n shop`");
  });
});
