// SPDX-License-Identifier: Apache-2.0
import type { PrincipalKind, Stage } from '../../model/lifecycle.ts';

const stageOf: ReadonlyMap<string, Stage> = new Map([
  ['generateaccesstoken', 'issue'],
  ['generateidtoken', 'issue'],
  ['signblob', 'issue'],
  ['signjwt', 'issue'],
  ['exchangetoken', 'issue'],
  ['createserviceaccountkey', 'issue'],
  ['uploadserviceaccountkey', 'grant'],
  ['enableserviceaccountkey', 'grant'],
  ['enableserviceaccount', 'grant'],
  ['createkey', 'issue'],
  ['createserviceaccount', 'register'],
  ['createbrand', 'register'],
  ['createclient', 'register'],
  ['setiampolicy', 'grant'],
  ['setiampermissions', 'grant'],
  ['createworkloadidentitypool', 'grant'],
  ['createworkloadidentitypoolprovider', 'grant'],
  ['updateworkloadidentitypoolprovider', 'grant'],
  ['deleteserviceaccountkey', 'revoke'],
  ['disableserviceaccountkey', 'revoke'],
  ['deleteserviceaccount', 'revoke'],
  ['disableserviceaccount', 'revoke'],
  ['deletekey', 'revoke'],
  ['deleteworkloadidentitypoolprovider', 'revoke'],
]);

const keyServices: ReadonlySet<string> = new Set(['apikeys.googleapis.com', 'serviceusage.googleapis.com']);

/**
 * The step in the life of a token that a call is, by the last part of its method name; whatever is not about tokens,
 * keys or policies is the use of one.
 */
export function gcpStage(method: string, service: string | undefined): Stage {
  const verb = method.slice(method.lastIndexOf('.') + 1).toLowerCase();
  // Other services have a CreateKey of their own that is no credential.
  if (/^(?:create|delete)key$/.test(verb) && !keyServices.has(service ?? '')) return 'use';
  return stageOf.get(verb) ?? 'use';
}

/** The kind of a principal by its e-mail address or its principal identifier. */
export function gcpPrincipalKind(principal: string | undefined): PrincipalKind | undefined {
  if (principal === undefined) return undefined;
  if (/^system:serviceaccount:|workloadidentitypools\/|gserviceaccount\.com$/i.test(principal))
    return 'service-account';
  if (/^(?:system:|service-agent-manager@)/.test(principal)) return 'system';
  return 'user';
}
