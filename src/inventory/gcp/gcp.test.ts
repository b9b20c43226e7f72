// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GcpBinding } from '../../model/inventory/gcp.ts';
import type { GcpDenyPolicy } from '../../model/inventory/gcp-policies.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { Truth } from '../aws/truth.ts';
import { createInventory } from '../create-inventory.ts';
import { judgeExpression, type Question } from './conditions.ts';
import { isDenied } from './denials.ts';
import { relateGcp } from './relate-gcp.ts';

const secret: Question = {
  time: Date.parse('2026-06-01T00:00:00Z'),
  type: 'secretmanager.googleapis.com/SecretVersion',
  below: 'secrets/any/versions/1',
  attributes: true,
};
const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'assets.json' };

describe('conditions', () => {
  it.each<[string, Truth]>([
    ['true', true],
    ['resource.name.startsWith("projects/1/secrets/")', true],
    ["resource.name.startsWith('projects/1/secrets/shop-')", false],
    ['!resource.name.startsWith("projects/1/secrets/shop-")', true],
    ['resource.name == "projects/1/secrets/any/versions/1"', true],
    ['resource.name.endsWith("/versions/1")', true],
    ['resource.type == "secretmanager.googleapis.com/Secret"', false],
    ['resource.service == "secretmanager.googleapis.com"', true],
    ['request.time < timestamp("2026-01-01T00:00:00Z")', false],
    ["request.time >= timestamp('2026-01-01T00:00:00.000Z')", true],
    ['request.time < timestamp("soon")', undefined],
    ['resource.matchTag("1/env", "prod")', undefined],
    ['resource.matchTag("1/env", "prod") && request.time < timestamp("2026-01-01T00:00:00Z")', false],
    ['resource.matchTag("1/env", "prod") || true', true],
    ['(false || true) && (true)', true],
    ['!(true && false)', true],
    ['(true) && (false)', false],
    ['resource.name.startsWith("a && b || (c")', false],
    ['request.time.getHours("Europe/Prague") < 18', undefined],
    ['destination.port == 22', undefined],
    ['', undefined],
  ])('%s is %s', (expression, truth) => {
    expect(judgeExpression(expression, secret)).toBe(truth);
  });

  it('answers, whatever is written', () => {
    expect(judgeExpression('('.repeat(9_000), secret)).toBe(undefined);
    expect(judgeExpression('!'.repeat(9_000), secret)).toBe(undefined);
    const word = fc.constantFrom('true', '&&', '||', '!', '(', ')', '"', 'resource.name', '\\', ' ');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        expect([true, false, undefined]).toContain(judgeExpression(words.join(''), secret));
      }),
    );
  });

  it('what is not known stays open: in its place, both answers are possible', () => {
    const leaf = fc.constantFrom('true', 'false', 'resource.matchTag("a", "b")');
    const expression = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree')).map(([a, op, b]) => `(${a} ${op} ${b})`),
        tie('tree').map((it) => `!(${it})`),
      ),
    })).tree;
    fc.assert(
      fc.property(expression, fc.boolean(), (text, real) => {
        const truth = judgeExpression(text.replaceAll('resource.matchTag("a", "b")', `${real}`), secret);
        expect([truth, undefined]).toContain(judgeExpression(text, secret));
      }),
    );
  });
});

describe('denials', () => {
  const policy = (rule: Partial<GcpDenyPolicy['rules'][number]>): GcpDenyPolicy => ({
    kind: 'gcp.deny-policy',
    id: 'd',
    provider: 'gcp',
    where,
    attachedTo: 'projects/shop',
    rules: [
      {
        principals: ['principalSet://goog/public:all'],
        exceptPrincipals: [],
        permissions: ['iam.googleapis.com/serviceAccounts.actAs'],
        exceptPermissions: [],
        ...rule,
      },
    ],
  });
  const sa = 'serviceAccount:a@shop.iam.gserviceaccount.com';
  const pool = 'iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github';
  it.each<[string, Partial<GcpDenyPolicy['rules'][number]>, string, Truth]>([
    ['everybody', {}, sa, true],
    [
      'everybody but it',
      {
        exceptPrincipals: ['principal://iam.googleapis.com/projects/-/serviceAccounts/a@shop.iam.gserviceaccount.com'],
      },
      sa,
      false,
    ],
    [
      'another account',
      { principals: ['principal://iam.googleapis.com/projects/-/serviceAccounts/b@shop.iam.gserviceaccount.com'] },
      sa,
      false,
    ],
    ['a person', { principals: ['principal://goog/subject/eva@example.com'] }, 'user:eva@example.com', true],
    [
      'a group, of which members are not known',
      { principals: ['principalSet://goog/group/it@example.com'] },
      'user:eva@example.com',
      undefined,
    ],
    ['a group as such', { principals: ['principalSet://goog/group/it@example.com'] }, 'group:it@example.com', true],
    [
      'an identity of a pool',
      { principals: [`principalSet://${pool}/*`] },
      `principalSet://${pool}/attribute.repository/o/r`,
      true,
    ],
    ['another permission', { permissions: ['iam.googleapis.com/roles.update'] }, sa, false],
    ['all of a service', { permissions: ['iam.googleapis.com/*.*'] }, sa, true],
    [
      'all but it',
      { permissions: ['iam.googleapis.com/*.*'], exceptPermissions: ['iam.googleapis.com/serviceAccounts.actAs'] },
      sa,
      false,
    ],
    ['by tag', { condition: 'resource.matchTag("1/env", "prod")' }, sa, undefined],
  ])('%s', (_, rule, member, truth) => {
    expect(isDenied([policy(rule)], member, 'iam.serviceAccounts.actAs', secret)).toBe(truth);
  });
});

describe('relations', () => {
  const binding = (
    resource: string,
    level: GcpBinding['level'],
    role: string,
    member: string,
    condition?: string,
  ): GcpBinding => ({
    kind: 'gcp.binding',
    id: `${resource} ${role} ${member}`,
    provider: 'gcp',
    where,
    resource,
    level,
    role,
    member,
    ...(condition === undefined ? {} : { condition }),
  });
  const account = (name: string, project: string): Item => ({
    kind: 'gcp.service-account',
    id: `gcp:service-account:${name}@${project}`,
    provider: 'gcp',
    where,
    email: `${name}@${project}`,
    project,
    enabled: true,
  });
  const shop: Item = {
    kind: 'gcp.container',
    id: 'c',
    provider: 'gcp',
    where,
    name: 'projects/1',
    projectId: 'shop',
    ancestors: ['folders/7', 'organizations/9'],
  };
  const stored = (name: string): Item => ({
    kind: 'resource',
    id: `gcp:secret:projects/1/secrets/${name}`,
    provider: 'gcp',
    where,
    type: 'secret',
    name,
  });
  const steps = (...items: readonly Item[]): readonly string[] =>
    [...relateGcp(createInventory(items))].flatMap((it) =>
      it.kind === 'relation' ? [`${it.from} ${it.relation} ${it.to}`] : [],
    );

  it('what is bound on a folder reaches the accounts of its projects, and not of others', () => {
    const found = steps(
      shop,
      account('a', 'shop'),
      account('b', 'other'),
      binding(
        '//cloudresourcemanager.googleapis.com/folders/7',
        'folder',
        'roles/iam.serviceAccountTokenCreator',
        'user:eva@example.com',
      ),
    );
    expect(found).toEqual(['gcp:member:user:eva@example.com can-mint gcp:service-account:a@shop']);
  });

  it('custom roles are what they hold', () => {
    const role: Item = {
      kind: 'gcp.role',
      id: 'gcp:role:organizations/9/roles/x',
      provider: 'gcp',
      where,
      name: 'organizations/9/roles/x',
      permissions: ['iam.serviceAccounts.actAs'],
      deleted: false,
    };
    const bound = binding(
      '//cloudresourcemanager.googleapis.com/projects/shop',
      'project',
      role.kind === 'gcp.role' ? role.name : '',
      'user:eva@example.com',
    );
    expect(steps(role, account('a', 'shop'), bound)).toEqual([
      'gcp:member:user:eva@example.com may-become gcp:service-account:a@shop',
    ]);
    expect(steps(account('a', 'shop'), bound)).toEqual([]);
  });

  it('a condition lets one read the secrets that it names, by number or id of the project', () => {
    const found = steps(
      shop,
      stored('shop-db'),
      stored('root'),
      binding(
        '//cloudresourcemanager.googleapis.com/projects/shop',
        'project',
        'roles/secretmanager.secretAccessor',
        'user:eva@example.com',
        'resource.name.startsWith("projects/1/secrets/shop-")',
      ),
      binding(
        '//secretmanager.googleapis.com/projects/shop/secrets/root',
        'other',
        'roles/secretmanager.secretAccessor',
        'user:ben@example.com',
      ),
    );
    expect(found).toEqual([
      'gcp:member:user:eva@example.com can-read gcp:secret:projects/1/secrets/shop-db',
      'gcp:member:user:ben@example.com can-read gcp:secret:projects/1/secrets/root',
    ]);
  });

  it('who may set the policy of the organisation holds the accounts below', () => {
    const found = steps(
      shop,
      account('a', 'shop'),
      binding(
        '//cloudresourcemanager.googleapis.com/organizations/9',
        'organization',
        'roles/resourcemanager.organizationAdmin',
        'user:eva@example.com',
      ),
    );
    expect(found).toEqual([
      'gcp:member:user:eva@example.com may-become gcp:node:organizations/9',
      'gcp:node:organizations/9 holds gcp:service-account:a@shop',
    ]);
  });
});
