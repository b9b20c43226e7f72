// SPDX-License-Identifier: Apache-2.0
import type { ActiveDirectoryPasswordPolicy } from '../../model/inventory/active-directory.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import { some } from './directory-items.ts';
import type { DirectoryObject } from './directory-object.ts';
import { firstName, spanMinutes } from './windows-values.ts';

/** The policy of a domain (attributes of the domain itself), or a fine-grained one (msDS-PasswordSettings). */
export function passwordPolicy(
  object: DirectoryObject,
  scope: 'domain' | 'fine-grained',
  where: Provenance,
): ActiveDirectoryPasswordPolicy {
  const fine = scope === 'fine-grained';
  const one = (domain: string, pso: string): string | undefined =>
    object.values.get(fine ? `msds-${pso}` : domain)?.[0];
  const number = (domain: string, pso: string): number | undefined => {
    const text = one(domain, pso);
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const days = (domain: string, pso: string): number | undefined => {
    const minutes = spanMinutes(one(domain, pso));
    return minutes === undefined ? undefined : Math.round(minutes / 144) / 10;
  };
  const properties = number('pwdproperties', '-');
  const flag = (bit: number, pso: string): boolean | undefined => {
    if (!fine) return properties === undefined ? undefined : (properties & bit) !== 0;
    const text = object.values.get(`msds-${pso}`)?.[0];
    return text === undefined ? undefined : text.toUpperCase() === 'TRUE';
  };
  return {
    kind: 'active-directory.password-policy',
    id: `active-directory:password-policy:${object.dn.toLowerCase()}`,
    provider: 'active-directory',
    where,
    name: fine ? firstName(object.dn) : `default of ${object.dn}`,
    scope,
    ...some({
      minLength: number('minpwdlength', 'minimumpasswordlength'),
      history: number('pwdhistorylength', 'passwordhistorylength'),
      maxAgeDays: days('maxpwdage', 'maximumpasswordage'),
      minAgeDays: days('minpwdage', 'minimumpasswordage'),
      complexity: flag(1, 'passwordcomplexityenabled'),
      reversible: flag(16, 'passwordreversibleencryptionenabled'),
      lockoutThreshold: number('lockoutthreshold', 'lockoutthreshold'),
      lockoutMinutes: spanMinutes(one('lockoutduration', 'lockoutduration')),
      windowMinutes: spanMinutes(one('lockoutobservationwindow', 'lockoutobservationwindow')),
      precedence: fine ? number('-', 'passwordsettingsprecedence') : undefined,
      appliesTo: fine ? (object.values.get('msds-psoappliesto') ?? []) : undefined,
    }),
  };
}
