// SPDX-License-Identifier: Apache-2.0
// What keeps a stolen token from changing what runs on GitLab: protected branches, tags and environments, approvals, push rules.
// Fields: GitLab's API pages (doc/api of gitlabhq/gitlabhq) and the types of @gitbeaker/core 43.
import type { Item } from '../../model/inventory/item.ts';
import { id, objects, text } from '../collect/values.ts';
import { count, type Fields, known, truth } from '../values.ts';
import { type GitlabContext, type GitlabEndpoint, head } from './endpoint.ts';

/** Levels of roles; an entry for one user or group has its level beside it, which says nothing of others. */
function levels(value: unknown): readonly number[] {
  return objects(value).flatMap((it) =>
    id(it.user_id) === undefined && id(it.group_id) === undefined && id(it.deploy_key_id) === undefined
      ? (count(it.access_level) ?? [])
      : [],
  );
}

function* protectedBranch(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const name = text(body.name);
  if (name === undefined) return;
  const pushLevels = objects(body.push_access_levels).flatMap((it) => count(it.access_level) ?? []);
  yield {
    ...head('gitlab.protected-branch', `${scope}/${name}`, where),
    scope,
    name,
    pushLevels,
    ...known({ forcePush: truth(body.allow_force_push) }),
  };
}

function* protectedTag(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const name = text(body.name);
  if (name === undefined || !Array.isArray(body.create_access_levels)) return;
  const createLevels = levels(body.create_access_levels);
  yield { ...head('gitlab.protected-tag', `${scope}/${name}`, where), scope, name, createLevels };
}

function* protectedEnvironment(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const name = text(body.name);
  if (name === undefined || !Array.isArray(body.deploy_access_levels)) return;
  const rules = objects(body.approval_rules).flatMap((it) => count(it.required_approvals) ?? []);
  const asked = count(body.required_approval_count);
  yield {
    ...head('gitlab.protected-environment', `${scope}/${name}`, where),
    scope,
    name,
    deployLevels: levels(body.deploy_access_levels),
    ...known({ approvals: asked === undefined && rules.length === 0 ? undefined : Math.max(asked ?? 0, ...rules) }),
  };
}

function* secretDetection(
  { scope, where }: GitlabContext,
  by: 'push-rule' | 'push-protection',
  on: boolean | undefined,
): Iterable<Item> {
  if (on !== undefined) yield { ...head('gitlab.secret-detection', `${scope}/${by}`, where), scope, by, on };
}

function* approvalSettings(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const kept = truth(body.merge_requests_disable_committers_approval);
  yield {
    ...head('gitlab.approval-settings', scope, where),
    scope,
    ...known({
      authorApproves: truth(body.merge_requests_author_approval),
      committersApprove: kept === undefined ? undefined : !kept,
    }),
  };
}

function* approvalRule(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const number = id(body.id);
  const approvals = count(body.approvals_required);
  if (number === undefined || approvals === undefined) return;
  const name = text(body.name) ?? number;
  yield { ...head('gitlab.approval-rule', `${scope}/${number}`, where), scope, name, approvals };
}

function* serviceAccount(body: Fields, { scope, where }: GitlabContext): Iterable<Item> {
  const number = id(body.id);
  const username = text(body.username);
  if (number === undefined || username === undefined) return;
  const about = known({ email: text(body.email) });
  yield { ...head('gitlab.service-account', number, where), scope, number, username, ...about };
}

const environments = {
  tells: ['gitlab.protected-environment'],
  list: true,
  read: protectedEnvironment,
} as const;
const services = { tells: ['gitlab.service-account', 'identity'], list: true, read: serviceAccount } as const;

export const gitlabProtectionEndpoints: readonly GitlabEndpoint[] = [
  {
    path: '/projects/{project}/protected_branches',
    tells: ['gitlab.protected-branch'],
    list: true,
    read: protectedBranch,
  },
  { path: '/projects/{project}/protected_tags', tells: ['gitlab.protected-tag'], list: true, read: protectedTag },
  { path: '/projects/{project}/protected_environments', ...environments },
  { path: '/groups/{group}/protected_environments', ...environments },
  {
    path: '/projects/{project}/push_rule',
    tells: ['gitlab.secret-detection'],
    read: (body, context) => secretDetection(context, 'push-rule', truth(body.prevent_secrets)),
  },
  {
    path: '/projects/{project}/security_settings',
    tells: ['gitlab.secret-detection'],
    read: (body, context) =>
      secretDetection(
        context,
        'push-protection',
        // Older servers call it otherwise.
        truth(body.secret_push_protection_enabled) ?? truth(body.pre_receive_secret_detection_enabled),
      ),
  },
  { path: '/projects/{project}/approvals', tells: ['gitlab.approval-settings'], read: approvalSettings },
  { path: '/projects/{project}/approval_rules', tells: ['gitlab.approval-rule'], list: true, read: approvalRule },
  { path: '/groups/{group}/service_accounts', ...services },
  { path: '/service_accounts', ...services },
];
