// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSteps } from './shared/judge.ts';
import { namedSecrets, scriptLines } from './shared/scripts.ts';
import { stepText } from './shared/views.ts';

const clear =
  /\b(?:http|ftp|ldap):\/\/(?:[^\s/@"']*@)?(?!localhost\b|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal\b|169\.254\.169\.254|metadata\.google\.internal)([\w.-]+|\$\{?\w+)/i;
const unchecked =
  /\bcurl\b[^\n]*(?:\s-\w*k\w*\b|\s--insecure\b)|\bwget\b[^\n]*--no-check-certificate|NODE_TLS_REJECT_UNAUTHORIZED=["']?0|GIT_SSL_NO_VERIFY=["']?(?:true|1)|http\.sslVerify[= ]["']?false/i;

export const secretsEncryptedInTransit = defineCheck({
  id: 'ci-secrets-encrypted-in-transit',
  area: 'ci',
  title: 'Secrets are only sent to servers that prove who they are',
  weakness: 'Secret is sent in the clear, or to whoever answers',
  severity: 'medium',
  rows: ['A4', 'A5'],
  why: 'Over `http://`, or with the check of the certificate switched off, whoever sits between the runner and the server reads the token.',
  remediation: [
    'Use `https://` and take `-k`, `--insecure` and the like out.',
    'For an authority of your own: `curl --cacert ca.pem`, `NODE_EXTRA_CA_CERTS`.',
  ],
  mappings: { owasp: ['CICD-SEC-6', 'CICD-SEC-7'], mitigations: ['M1047'], peers: { zizmor: ['insecure-url-scheme'] } },
  needs: [{ kind: 'ci.step' }],
  *judge(inventory) {
    yield* judgeSteps(inventory, undefined, (step, view) => {
      const names = namedSecrets(step, view);
      if (step.run === undefined || names.size === 0) return undefined;
      for (const line of scriptLines(step.run)) {
        const off = unchecked.exec(line)?.[0];
        const host = clear.exec(line)?.[1];
        if (off === undefined && host === undefined) continue;
        const name = [...names].find((it) =>
          new RegExp(`(?:\\$\\{?|env:|secrets\\.|\\$\\()${it.replace(/[^\w]/g, '.')}\\b`).test(line),
        );
        // Switched off for the whole step, it counts for all that the step sends.
        const all = off !== undefined && /TLS_REJECT|SSL_NO_VERIFY|sslVerify/i.test(off) ? [...names][0] : undefined;
        if (name === undefined && all === undefined) continue;
        return {
          summary: `${stepText(step, view)} sends ${name ?? all} ${host === undefined ? 'without checking who answers' : `to ${host} in the clear`}.`,
          at: step.runAt ?? [],
          note: line.trim().slice(0, 200),
        };
      }
      return 'pass';
    });
  },
});
