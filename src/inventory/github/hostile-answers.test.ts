// SPDX-License-Identifier: Apache-2.0
// Whatever an answer holds, reading it never throws, and what comes of it is an item or nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemSchema } from '../../model/inventory/item.ts';
import { gitlabEndpoints } from '../gitlab/gitlab-endpoints.ts';
import { readGitlabResponse } from '../gitlab/gitlab-responses.ts';
import { endpoints, readGithubResponse } from './github-responses.ts';

/** Names of fields that readers look at, so that they are hit with values of any type. */
const names = [
  'id name login full_name path state type content encoding key username number rulesets rules',
  'parameters conditions ref_name include bypass_actors actor_type enforcement source_type environments',
  'protection_rules deployment_branch_policy branch_policies installations secrets permissions',
  'created_at expires_at last_used_at access_level push_access_levels create_access_levels',
  'deploy_access_levels approval_rules approvals_required scopes callback_url application_id',
  'application_name required_approving_review_count restricted_file_paths __proto__ owner',
  'runner_token_expiration_interval max_personal_access_token_lifetime prevent_secrets repository data',
].flatMap((it) => it.split(' '));
const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, 'Repository', 'file', 'base64', 'active', 'open', '2026-01-01', 'x/y', 1e308, 'tag', 'branch'),
);
const body = fc.object({
  key: fc.oneof(fc.constantFrom(...names), fc.string()),
  values: [value],
  maxDepth: 4,
  maxKeys: 12,
});
const where = { source: 'test', collectedAt: '2026-06-01T00:00:00.000Z', file: 'x.json' };

function concrete(path: string): string {
  return path.replace(/\{[^}]+\}/g, 'x');
}

describe.each([
  ['github', endpoints.map((it) => it.path), readGithubResponse],
  ['gitlab', gitlabEndpoints.map((it) => it.path), readGitlabResponse],
] as const)('%s', (_provider, paths, read) => {
  it('reads what nobody would send', () => {
    const asked = paths.map(concrete);
    fc.assert(
      fc.property(body, (answer) => {
        for (const path of asked) {
          const query = path.endsWith('/members') ? '?role=member' : '';
          for (const it of [answer, [answer, answer]].flatMap((one) => [
            ...read(`${path}${query}`, one, where, () => undefined),
          ])) {
            const parsed = itemSchema.safeParse(it);
            expect(parsed.success ? [] : [path, it, parsed.error.issues]).toEqual([]);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
