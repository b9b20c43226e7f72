// SPDX-License-Identifier: Apache-2.0
// Federated credentials: whose token of another issuer signs in as the application.
import type { EntraKey } from '../../model/inventory/entra.ts';

/** Why a subject lets in more than one place; undefined where it names one. */
export function widthOf(key: EntraKey): string | undefined {
  const subject = key.subject ?? '';
  if (key.expression !== undefined) {
    return /\bmatches\b[^'"]*['"][^'"]*[*?]/.test(key.expression)
      ? `its expression has a wildcard: ${key.expression}`
      : undefined;
  }
  if (subject === '') return 'it names no subject';
  if (/[*?]/.test(subject)) return `its subject has a wildcard: ${subject}`;
  if (/^repo:[^:]+:pull_request$/.test(subject)) return `every pull request of the repository signs in: ${subject}`;
  if (/^system:serviceaccount:[^:]+:default$/.test(subject)) {
    return `every pod of the namespace that names no account signs in: ${subject}`;
  }
  if (/^repo:[^:]+$/.test(subject)) return `every workflow of the repository signs in: ${subject}`;
  return undefined;
}

const platforms: readonly RegExp[] = [
  /^https:\/\/token\.actions\.githubusercontent\.com(?:\/[^/]+)?\/?$/,
  /^https:\/\/gitlab\.com\/?$/,
  /^https:\/\/app\.terraform\.io\/?$/,
  /^https:\/\/vstoken\.dev\.azure\.com\/[0-9a-f-]{36}\/?$/,
  /^https:\/\/[a-z0-9-]+\.oic\.(?:prod-)?aks\.azure\.com\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/?$/,
  /^https:\/\/oidc\.eks\.[a-z0-9-]+\.amazonaws\.com\/id\/[A-Za-z0-9]+\/?$/,
  /^https:\/\/container\.googleapis\.com\/v1\/projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+\/?$/,
  /^https:\/\/accounts\.google\.com\/?$/,
  /^https:\/\/cognito-identity\.amazonaws\.com\/?$/,
];

/** Why an issuer is not one to trust without a word; undefined where it is a platform that is known. */
export function strangenessOf(
  issuer: string,
  tenantId: string | undefined,
  trusted: readonly string[],
): string | undefined {
  const plain = issuer.replace(/\/$/, '').toLowerCase();
  if (trusted.some((it) => it.replace(/\/$/, '').toLowerCase() === plain)) return undefined;
  if (!plain.startsWith('https://')) return 'its keys are fetched without encryption';
  const tenant = /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net)\/([0-9a-f-]{36})/.exec(
    plain,
  )?.[1];
  if (tenant !== undefined) {
    if (tenantId === undefined || tenant === tenantId) return undefined;
    return `it is another Microsoft tenant, ${tenant}`;
  }
  return platforms.some((it) => it.test(issuer)) ? undefined : 'it is none of the platforms that are known';
}
