// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeOwners } from './shared/judge.ts';

export const githubSecretsOneByOne = defineCheck({
  id: 'ci-github-secrets-one-by-one',
  area: 'ci',
  title: 'Secrets are read one by one',
  weakness: 'Job gets the whole set of secrets',
  severity: 'high',
  rows: ['U1', 'A4'],
  why: 'An expression that reads `secrets` as a whole, or by a name that is only known later, makes GitHub hand every secret to the runner. One compromised step then has all of them, not the one that it needed.',
  remediation: [
    'Name each secret: `env: { TOKEN: <secrets.DEPLOY_TOKEN> }`.',
    'For names that depend on a matrix or input use environments: each has its own value under one name.',
  ],
  mappings: {
    owasp: ['CICD-SEC-5', 'CICD-SEC-6'],
    mitigations: ['M1018'],
    peers: { zizmor: ['overprovisioned-secrets'], poutine: ['job_all_secrets'] },
  },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeOwners(inventory, 'github', (item, _view, text) => {
      const secrets = item.expressions.filter((it) => it.refs.some((ref) => /^secrets(?:\.|$)/i.test(ref)));
      if (secrets.length === 0) return undefined;
      const whole = secrets.find((it) => it.refs.some((ref) => /^secrets(?:\.\*)?$/i.test(ref)));
      if (whole === undefined) return 'pass';
      const dynamic = whole.refs.some((ref) => /^secrets\.\*/i.test(ref));
      return {
        summary: `${text} reads ${dynamic ? 'a secret whose name is only known when it runs, so it gets all of them' : 'all secrets at once'}.`,
        at: whole.at,
        note: whole.text,
        ...(dynamic ? { severity: 'medium' as const } : {}),
      };
    });
  },
});
