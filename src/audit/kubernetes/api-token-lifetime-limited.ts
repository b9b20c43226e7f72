// SPDX-License-Identifier: Apache-2.0
import { type Flaw, flagCheck } from './flag-check.ts';

export const apiTokenLifetimeLimited = flagCheck({
  id: 'kubernetes-api-token-lifetime-limited',
  component: 'kube-apiserver',
  title: 'Nobody gets a token for longer than a day',
  weakness: 'Tokens may be asked for with any lifetime',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'Who may issue tokens says how long they are valid. Without a limit, `kubectl create token --duration=87600h` gives a token for ten years that cannot be revoked while the account exists.',
  remediation: ['Set `--service-account-max-token-expiration=24h` on kube-apiserver (one hour is the least it takes).'],
  mappings: {
    mitigations: ['M1047', 'M1026'],
  },
  settings: { maxHours: { default: 48, description: 'longest lifetime of a token that may be asked for, in hours' } },
  flaw: ({ flags }, context) =>
    judgeLifetime(flags['service-account-max-token-expiration'], context.settings.number('maxHours')),
});

/** Go durations as the flag takes them: `24h`, `48h0m0s`, `90m`. */
function judgeLifetime(value: string | undefined, most: number): Flaw | undefined {
  const flag = 'service-account-max-token-expiration';
  if (value === undefined || value === '0' || value === '0s')
    return { flag, says: 'lets tokens be issued for any time' };
  const hours = [...value.matchAll(/([\d.]{1,12})(h|m|s)/g)].reduce(
    (sum, [, many, unit]) => sum + Number(many) / (unit === 'h' ? 1 : unit === 'm' ? 60 : 3600),
    0,
  );
  return hours > most ? { flag, says: `lets tokens be issued for ${Math.round(hours)} hours` } : undefined;
}
