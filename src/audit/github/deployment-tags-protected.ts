// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { at, fail, pass, unknown } from './judging.ts';
import { deploymentPolicies, environmentSecrets, environmentSubject, rulesetsOf } from './protection.ts';

/** Whether a ruleset's refs take in all tags of a pattern; a ruleset that leaves some out does not. */
function takesIn(include: readonly string[], exclude: readonly string[], pattern: string): boolean {
  if (exclude.length > 0) return false;
  return include.some((it) => {
    const name = it.replace(/^refs\/tags\//, '');
    return it === '~ALL' || name === pattern || /^\*+(?:\/\*+)?$/.test(name);
  });
}

export const deploymentTagsProtected = defineCheck({
  id: 'github-deployment-tags-protected',
  area: 'ci',
  title: 'Tags that get the secrets of an environment cannot be made by everybody',
  weakness: 'Whoever may write makes a tag and gets the secrets of an environment',
  severity: 'medium',
  rows: ['A4', 'U1'],
  why: 'A tag may stand on any commit, also on one that was never reviewed. Where an environment lets tags in and no ruleset says who may make them, a stolen token that writes pushes a tag on a workflow of its own and gets the secrets of releases.',
  remediation: [
    'A ruleset with target Tag for the pattern, with Restrict creations and Restrict updates: `gh api -X POST repos/OWNER/REPO/rulesets -f name=release-tags -f target=tag -f enforcement=active` with `conditions.ref_name.include: ["refs/tags/v*"]` and rules `creation` and `update`.',
    'Or ask for a reviewer on the environment.',
  ],
  mappings: { mitigations: ['M1018'], owasp: ['CICD-SEC-1', 'CICD-SEC-5'] },
  needs: [{ kind: 'github.deployment-policy' }, { kind: 'github.ruleset' }, { kind: 'github.secret' }],
  *judge(inventory) {
    const holding = environmentSecrets(inventory);
    const policiesOf = deploymentPolicies(inventory);
    const rulesets = rulesetsOf(inventory);
    for (const it of inventory.of('github.environment')) {
      const secret = holding.get(`${it.repository}/${it.name}`);
      const tags = policiesOf(it).filter((one) => one.type === 'tag');
      if (secret === undefined || tags.length === 0) continue;
      const subject = environmentSubject(it);
      const making = rulesets(it.repository, 'tag').filter(
        ({ ruleset }) => ruleset.rules === undefined || ruleset.rules.includes('creation'),
      );
      const covering = (pattern: string) =>
        making.filter(({ ruleset }) => takesIn(ruleset.include ?? ['~ALL'], ruleset.exclude ?? [], pattern));
      const sure = (pattern: string): boolean =>
        covering(pattern).some(({ ruleset, unsure }) => !unsure && ruleset.rules !== undefined);
      const open = tags.find((one) => covering(one.pattern).length === 0);
      if (it.reviewers || tags.every((one) => sure(one.pattern))) yield pass(subject);
      else if (open === undefined)
        yield unknown(subject, 'whether the ruleset for tags is for this repository, and what it says, was not told');
      else if (inventory.collected('github.ruleset', 'github') !== 'complete')
        yield unknown(subject, `rulesets were not all told: \`gh api repos/${it.repository}/rulesets\``);
      else {
        const summary = `Whoever may write to ${it.repository} can make a tag "${open.pattern}" and gets the secrets (${secret}) of its environment ${it.name}.`;
        yield fail(subject, summary, at(open, 'no ruleset restricts who makes such tags', 'name'));
      }
    }
  },
});
