// SPDX-License-Identifier: Apache-2.0
import type { ActiveDirectoryPasswordPolicy } from '../../model/inventory/active-directory.ts';
import type { Provenance } from '../../model/inventory/provenance.ts';
import type { DirectoryObject } from './directory-object.ts';
import { firstName, some, spanMinutes } from './windows-values.ts';

/** Names of properties that PowerShell gives, where they are not those of the directory. */
const powershell: Readonly<Record<string, string>> = {
  minimumpasswordlength: 'minpasswordlength',
  passwordhistorylength: 'passwordhistorycount',
  maximumpasswordage: 'maxpasswordage',
  minimumpasswordage: 'minpasswordage',
  passwordcomplexityenabled: 'complexityenabled',
  passwordreversibleencryptionenabled: 'reversibleencryptionenabled',
  lockoutthreshold: 'lockoutthreshold',
  lockoutduration: 'lockoutduration',
  lockoutobservationwindow: 'lockoutobservationwindow',
  passwordsettingsprecedence: 'precedence',
};

/** Whether an object holds settings of passwords at all. */
export function hasPasswordPolicy({ values }: DirectoryObject): boolean {
  return ['minpwdlength', 'minpasswordlength', 'msds-minimumpasswordlength', 'maxpwdage', 'lockoutthreshold'].some(
    (it) => values.has(it),
  );
}

/** A span of the directory, or of .NET (`42.00:00:00`); 0 for none. */
function minutesOf(text: string | undefined): number | undefined {
  const span = /^(?:(\d{1,7})\.)?(\d\d):(\d\d):(\d\d)(?:\.\d{1,7})?$/.exec(text ?? '');
  if (span === null) return spanMinutes(text);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = span.slice(1).map((it) => Number(it ?? 0));
  return Math.round((days * 1_440 + hours * 60 + minutes + seconds / 60) * 10) / 10;
}

/**
 * The policy of a domain (attributes of the domain itself, or Get-ADDefaultDomainPasswordPolicy), or a fine-grained one
 * (msDS-PasswordSettings, or Get-ADFineGrainedPasswordPolicy).
 */
export function passwordPolicy(
  object: DirectoryObject,
  scope: 'domain' | 'fine-grained',
  where: Provenance,
): ActiveDirectoryPasswordPolicy {
  const fine = scope === 'fine-grained';
  const one = (domain: string, pso: string): string | undefined =>
    object.values.get(fine ? `msds-${pso}` : domain)?.[0] ??
    (Object.hasOwn(powershell, pso) ? object.values.get(powershell[pso] ?? '')?.[0] : undefined);
  const number = (domain: string, pso: string): number | undefined => {
    const text = one(domain, pso);
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const days = (domain: string, pso: string): number | undefined => {
    const minutes = minutesOf(one(domain, pso));
    return minutes === undefined ? undefined : Math.round(minutes / 144) / 10;
  };
  const properties = number('pwdproperties', '-');
  const flag = (bit: number, pso: string): boolean | undefined => {
    if (!fine && properties !== undefined) return (properties & bit) !== 0;
    const text = one('-', pso);
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
      lockoutMinutes: minutesOf(one('lockoutduration', 'lockoutduration')),
      windowMinutes: minutesOf(one('lockoutobservationwindow', 'lockoutobservationwindow')),
      precedence: fine ? number('-', 'passwordsettingsprecedence') : undefined,
      appliesTo: fine ? (object.values.get('msds-psoappliesto') ?? []) : undefined,
    }),
  };
}
