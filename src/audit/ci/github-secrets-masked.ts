// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeOwners } from './shared/judge.ts';
import { secretVariables } from './shared/tokens.ts';

export const githubSecretsMasked = defineCheck({
  id: 'ci-github-secrets-masked',
  area: 'ci',
  title: 'Each secret is a text of its own, so that logs hide it',
  weakness: 'Part of a secret is not hidden in logs',
  severity: 'medium',
  rows: ['A4'],
  why: 'GitHub hides the whole text of a secret in logs. Of a secret that is a JSON document, a part taken out with `fromJSON` is another text: it is printed in the clear, and logs of public repositories are public.',
  remediation: [
    'Store each value as a secret of its own.',
    'Or hide the part before anything else: `echo "::add-mask::$PART"`.',
  ],
  mappings: { owasp: ['CICD-SEC-6'], mitigations: ['M1047'], peers: { zizmor: ['unredacted-secrets'] } },
  needs: [{ kind: 'ci.step', provider: 'github' }],
  *judge(inventory) {
    yield* judgeOwners(inventory, 'github', (item, view, text) => {
      const variables = item.kind === 'ci.step' ? secretVariables(item, view) : new Map<string, string>();
      const isSecret = (ref: string): boolean =>
        /^secrets\./i.test(ref) || (ref.startsWith('env.') && variables.has(ref.slice(4)));
      const secrets = item.expressions.filter((it) => it.refs.some(isSecret));
      if (secrets.length === 0) return undefined;
      const part = secrets.find((it) => it.calls.some((call) => call.name === 'fromjson' && call.refs.some(isSecret)));
      if (part === undefined) return 'pass';
      return { summary: `${text} takes a part out of a secret, which logs do not hide.`, at: part.at, note: part.text };
    });
  },
});
