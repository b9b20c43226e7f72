// SPDX-License-Identifier: Apache-2.0
// Answers of Azure DevOps about an organisation.
//
// Sources: https://learn.microsoft.com/rest/api/azure/devops/tokens/pats/list,
// https://learn.microsoft.com/rest/api/azure/devops/tokenadmin/personal-access-tokens/list and
// https://learn.microsoft.com/rest/api/azure/devops/build/general-settings/get. Policies have no documented API: they are read as
// the page of the settings gets them (`_settings/organizationPolicy?__rt=fps&__ver=2`) and as the PowerShell module ADOPS saves them
// (`Get-ADOPSOrganizationPolicy`, `Get-ADOPSTenantPolicy`).
import type { Item } from '../../model/inventory/item.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import type { InventoryReader } from '../reader.ts';
import { at, below, count, type Fields, isFields, known, list, moment, text, truth } from '../values.ts';

type Where = (path: DocumentPath) => Item['where'];

const policyName = /^(?:Policy|TenantPolicy)\.(?<name>[A-Za-z0-9]{1,80})$/;
const maxDepth = 12;

function* readToken(token: Fields, path: DocumentPath, where: Where): Iterable<Item> {
  // SSH keys come from the same list.
  const id = text(at(token, 'authorizationId'));
  if (id === undefined || at(token, 'isPublic') === true) return;
  const name = text(at(token, 'displayName')) ?? id;
  const scope = text(at(token, 'scope'));
  const targets = at(token, 'targetAccounts');
  const user = text(at(token, 'userId'));
  const [created, expires] = [moment(at(token, 'validFrom')), moment(at(token, 'validTo'))];
  const scopes = scope?.split(/[\s,]+/).filter((it) => it !== '');
  yield {
    kind: 'azure-devops.token',
    id: `azure-devops:token:${id}`,
    provider: 'azure-devops',
    where: where(path),
    name,
    // Null: all organisations that the user can reach.
    ...(targets === undefined ? {} : { everywhere: targets === null || list(targets).length === 0 }),
    ...known({ user, scopes, created, expires, valid: truth(at(token, 'isValid')) }),
  };
  yield {
    kind: 'credential',
    id: `azure-devops:credential:${id}`,
    provider: 'azure-devops',
    where: where(path),
    type: 'personal-access-token',
    name,
    ...known({ created, expires, permissions: scopes }),
    ...(user === undefined ? {} : { holder: `azure-devops:user:${user}` }),
    ...(at(token, 'isValid') === false ? { enabled: false } : {}),
  };
}

function* readPolicies(value: unknown, path: DocumentPath, where: Where): Iterable<Item> {
  if (path.length > maxDepth) return;
  if (Array.isArray(value)) {
    for (const [index, it] of value.slice(0, 500).entries()) yield* readPolicies(it, [...path, index], where);
    return;
  }
  if (!isFields(value)) return;
  const name = policyName.exec(text(at(value, 'name')) ?? '')?.groups?.name;
  const on = truth(at(value, 'effectiveValue')) ?? truth(at(value, 'value'));
  if (name !== undefined && on !== undefined) {
    const days = at(below(value, 'properties'), 'MaxPatLifespanInDays');
    yield {
      kind: 'azure-devops.policy',
      id: `azure-devops:policy:${name}`,
      provider: 'azure-devops',
      where: where(path),
      name,
      on,
      ...known({ days: count(days) ?? (/^\d{1,5}$/.test(text(days) ?? '') ? Number(days) : undefined) }),
    };
    return;
  }
  for (const [key, it] of Object.entries(value)) yield* readPolicies(it, [...path, key], where);
}

/** The project that a file is about: the folder it is in, or its own name (`shop.generalsettings.json`). */
function projectOf(path: string): string {
  const parts = path.replace(/\.json$/i, '').split('/');
  const own = (parts.pop() ?? '').replace(/[._-]?general-?settings$/i, '');
  return own === '' ? (parts.pop() ?? 'organisation') : own;
}

function* readSettings(value: Fields, path: string, where: Where): Iterable<Item> {
  const project = projectOf(path);
  yield {
    kind: 'azure-devops.pipeline-settings',
    id: `azure-devops:pipeline-settings:${project}`,
    provider: 'azure-devops',
    where: where([]),
    project,
    ...known({
      jobsLimited: truth(at(value, 'enforceJobAuthScope')),
      releasesLimited: truth(at(value, 'enforceJobAuthScopeForReleases')),
      repositoriesLimited: truth(at(value, 'enforceReferencedRepoScopedToken')),
    }),
  };
}

const shapes = [
  /"patTokens"\s*:/,
  /"targetAccounts"\s*:[\s\S]*"validTo"\s*:|"validTo"\s*:[\s\S]*"targetAccounts"\s*:/,
  /"enforceJobAuthScope"\s*:/,
  /"(?:Policy|TenantPolicy)\.(?:Disallow|Restrict|Enforce|Allow|Log|Enable|Artifacts|Disable)\w*"/,
] as const;
const [tokens, adminTokens, settings, policies] = shapes;

/** Tokens, policies and pipeline settings of an Azure DevOps organisation. */
export const azureDevopsAnswers: InventoryReader = {
  id: 'azure-devops.api',
  title: 'Answers of Azure DevOps',
  how: "`az rest --resource 499b84ac-1321-427f-aa17-267ca6975798 --url 'https://vssps.dev.azure.com/ORG/_apis/tokenadmin/personalaccesstokens/DESCRIPTOR?api-version=7.1-preview.1'`, `.../PROJECT/_apis/build/generalsettings?api-version=7.1` saved as `PROJECT/generalsettings.json`, and `Get-ADOPSOrganizationPolicy -Force | ConvertTo-Json -Depth 10`",
  claims: (file) => /\.json$/i.test(file.path) && /^\s*[[{]/.test(file.head) && shapes.some((it) => it.test(file.head)),
  *read(file, context): Iterable<Item> {
    const say = (
      kind: 'azure-devops.token' | 'azure-devops.policy' | 'azure-devops.pipeline-settings' | 'credential',
      complete = true,
    ): void =>
      context.collected({
        kind,
        provider: 'azure-devops',
        complete,
        ...(complete ? {} : { note: `${file.name} is one page of several: it has a continuationToken` }),
      });
    for (const { value, index } of file.documents('1.2').slice(0, 1)) {
      const where: Where = (path) => context.where({ document: index, path });
      if (settings.test(file.head) && isFields(value)) {
        say('azure-devops.pipeline-settings');
        yield* readSettings(value, file.path, where);
      } else if (tokens.test(file.head) || adminTokens.test(file.head)) {
        const object = isFields(value) ? value : {};
        const key = Object.hasOwn(object, 'patTokens') ? 'patTokens' : 'value';
        const all = Array.isArray(value) ? value : list(at(object, key));
        const more = text(at(object, 'continuationToken'));
        const complete = more === undefined || /^0{8}-/.test(more);
        say('azure-devops.token', complete);
        say('credential', complete);
        for (const [at, it] of all.entries())
          if (isFields(it)) yield* readToken(it, Array.isArray(value) ? [at] : [key, at], where);
      } else if (policies.test(file.head)) {
        say('azure-devops.policy');
        yield* readPolicies(value, [], where);
      }
    }
  },
};
