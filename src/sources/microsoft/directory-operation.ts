// SPDX-License-Identifier: Apache-2.0
import type { Stage } from '../../model/lifecycle.ts';
import { text } from '../shared/read.ts';

/**
 * The name of an operation on the directory as a person would write it: typographic dashes as `-`, single spaces, no
 * blank or full stop at the end. The unified audit log ends the same names in a full stop, and some Entra records end
 * in a blank.
 */
export function directoryOperation(value: unknown): string | undefined {
  const written = text(value);
  // No operation has a name this long; what does is left alone, so that no pattern runs over a megabyte.
  if (written === undefined || written.length > 256) return written;
  const name = written
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/[ .]+$/, '')
    .trimStart();
  return name === '' ? undefined : name;
}

const stageOf: ReadonlyMap<string, Stage> = new Map([
  ['add application', 'register'],
  ['add service principal', 'register'],
  ['add agent identity blueprint', 'register'],
  ['consent to application', 'grant'],
  ['add delegated permission grant', 'grant'],
  ['add oauth2permissiongrant', 'grant'],
  ['add app role assignment to service principal', 'grant'],
  ['add app role assignment grant to user', 'grant'],
  ['add app role assignment to group', 'grant'],
  ['add owner to application', 'grant'],
  ['add owner to service principal', 'grant'],
  ['add service principal credentials', 'grant'],
  ['update application - certificates and secrets management', 'grant'],
  ['add member to role', 'grant'],
  ['add eligible member to role', 'grant'],
  ['add policy to service principal', 'grant'],
  ['delete application', 'revoke'],
  ['hard delete application', 'revoke'],
  ['hard delete service principal', 'revoke'],
  ['update stsrefreshtokenvalidfrom timestamp', 'revoke'],
  ['disable account', 'revoke'],
]);

/** Removals that take nothing from an application or its users, such as leaving a group. */
const revoking =
  /^(?:revoke |remove (?:app role|delegated permission|oauth2|owner|service principal|member from role))/i;

/**
 * The step in the life of an application's access that an operation (see {@link directoryOperation}) is.
 *
 * `changed` names the properties that an `Update application` changed: a federated credential is one more way in.
 *
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
export function directoryStage(operation: string | undefined, changed: readonly string[] = []): Stage | undefined {
  if (operation === undefined) return undefined;
  const known = stageOf.get(operation.toLowerCase());
  if (known !== undefined) return known;
  if (/^update (?:application|service principal)$/i.test(operation)) {
    return changed.some((name) => /FederatedIdentityCredentials/i.test(name)) ? 'grant' : undefined;
  }
  return revoking.test(operation) ? 'revoke' : undefined;
}
