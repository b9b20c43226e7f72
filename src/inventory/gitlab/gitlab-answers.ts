// SPDX-License-Identifier: Apache-2.0
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { findGitlabEndpoint, readGitlabObject } from './gitlab-responses.ts';

/** The path of the API that a file is named after, as in `projects/42/variables.json`. */
function toldPath(path: string): string | undefined {
  const bare = `/${path.replace(/\.json$/, '')}`;
  for (const { index } of bare.matchAll(/\/(?:groups|projects|runners)\//g)) {
    const tail = bare.slice(index);
    if (findGitlabEndpoint(tail) !== undefined) return tail;
  }
  return /\/(?:application\/settings|applications|personal_access_tokens|users|service_accounts)$/.exec(bare)?.[0];
}

/** Words that only GitLab's answers have; the paths alone are too common. */
const shown =
  /"(?:path_with_namespace|full_path|access_level|expires_at|can_push|inbound_enabled|environment_scope|variable_type|push_access_levels|enable_ssl_verification|run_untagged|last_activity_on|password_authentication_enabled_for_git|last_used|two_factor_enabled|require_two_factor_authentication|create_access_levels|deploy_access_levels|prevent_secrets|secret_push_protection_enabled|pre_receive_secret_detection_enabled|merge_requests_author_approval|approvals_required|application_name|require_personal_access_token_expiry)"\s*:/;

/** Answers of GitLab's API that people saved with `glab api` or curl. */
export const gitlabAnswers: InventoryReader = {
  id: 'gitlab.api',
  title: 'Answers of the GitLab API',
  how: '`glab api --paginate projects/42/variables > gitlab/projects/42/variables.json`: a file is named after its path; a group or project may be a number or an encoded path',
  claims: (file) => {
    const path = file.path.endsWith('.json') ? toldPath(file.path) : undefined;
    if (path === undefined || !/^\s*[[{]/.test(file.head)) return false;
    // Of service accounts GitLab tells hardly more than their names.
    const services = path.endsWith('/service_accounts') && /"username"\s*:/.test(file.head);
    return services || /^\s*\[\s*\]/.test(file.head) || shown.test(file.head);
  },
  async *read(file, context): AsyncGenerator<Item> {
    const found = findGitlabEndpoint(toldPath(file.path) ?? '');
    if (found === undefined) return;
    for (const kind of found.entry.tells) context.collected({ kind, provider: 'gitlab', complete: true });
    const isList = /^\s*\[/.test(file.head);
    let at = 0;
    for await (const { value, line } of file.records()) {
      yield* readGitlabObject(
        found,
        value,
        context.where(
          isList ? { document: 0, line, path: [at] } : { line, path: [], ...(at === 0 ? { document: 0 } : {}) },
        ),
      );
      at++;
    }
  },
};
