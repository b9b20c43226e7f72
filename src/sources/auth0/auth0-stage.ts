// SPDX-License-Identifier: Apache-2.0
import type { Stage } from '../../model/lifecycle.ts';

const issuing = [
  // Exchanges of a code, client credentials, a password, an OTP, a device code, a passkey, a foreign token.
  ...['eacft', 'eccft', 'epft', 'eoobft', 'eotpft', 'edcft', 'ercft', 'epkoobft', 'epkotpft', 'epkrcft', 'ecte'],
  // Log-ins: plain, silent, cross-origin.
  ...['sa', 'coa'],
];

const stageOf: ReadonlyMap<string, Stage> = new Map<string, Stage>([
  ...issuing.flatMap((name): [string, Stage][] => [
    [`s${name}`, 'issue'],
    [`f${name}`, 'issue'],
  ]),
  ['s', 'issue'],
  ['f', 'issue'],
  ['fp', 'issue'],
  ['fu', 'issue'],
  ['sertft', 'refresh'],
  ['fertft', 'refresh'],
  // A rotating refresh token came back that had been used already: the sign of a stolen one.
  ['ferrt', 'refresh'],
  ['slo', 'revoke'],
  ['flo', 'revoke'],
  ['srrt', 'revoke'],
  ['frrt', 'revoke'],
]);

/**
 * The step in the life of a token that an event type is, of calls to the Management API also by method and path.
 *
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export function auth0Stage(type: string | undefined, method?: string, path?: string): Stage | undefined {
  if (type !== 'sapi' && type !== 'fapi') return stageOf.get(type ?? '');
  const [, collection, deeper] = /^\/api\/v2\/([\w-]+)(\/.*)?$/.exec(path ?? '') ?? [];
  const verb = method?.toLowerCase();
  if (collection === 'clients' && verb === 'post') return deeper === undefined ? 'register' : 'grant';
  if (!['clients', 'client-grants', 'grants', 'refresh-tokens', 'sessions'].includes(collection ?? ''))
    return undefined;
  if (verb === 'delete') return 'revoke';
  return collection === 'client-grants' && verb === 'post' ? 'grant' : undefined;
}

/** Whether the type is a success or a failure, where its code says so. */
export function auth0Outcome(type: string | undefined): 'success' | 'failure' | undefined {
  if (type === undefined) return undefined;
  if (auth0Stage(type) === undefined && !/^[sf]api$/.test(type)) return undefined;
  return type.startsWith('f') ? 'failure' : 'success';
}
