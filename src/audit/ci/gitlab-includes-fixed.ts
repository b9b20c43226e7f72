// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import type { CiPipeline } from '../../model/inventory/ci.ts';
import { judgePipelines } from './shared/judge.ts';

type Include = CiPipeline['includes'][number];

function fault(it: Include): { readonly text: string; readonly severity: 'low' | 'medium' | 'high' } | undefined {
  const sha = /^[0-9a-f]{40}$/i.test(it.ref ?? '');
  if (it.type === 'remote') {
    if (/^http:/i.test(it.name)) return { text: `${it.name}, which anybody on the way can change`, severity: 'high' };
    return it.integrity ? undefined : { text: `${it.name}, whatever is there at the time`, severity: 'high' };
  }
  if (it.type === 'project' || it.type === 'repository') {
    if (sha) return undefined;
    return {
      text: `${it.name}${it.ref === undefined ? ', at its newest state' : ` at ${it.ref}, which can be moved`}`,
      severity: 'medium',
    };
  }
  if (it.type === 'component') {
    if (sha || /^\$CI_SERVER_FQDN\/\$CI_PROJECT_PATH/.test(it.name)) return undefined;
    return {
      text: `the component ${it.name}, whose version can be moved`,
      severity: /~latest|@(?:main|master)$/.test(it.name) ? 'medium' : 'low',
    };
  }
  return undefined;
}

export const gitlabIncludesFixed = defineCheck({
  id: 'ci-gitlab-includes-fixed',
  area: 'ci',
  title: 'Included pipelines are fixed to what was looked at',
  weakness: 'Pipeline includes what others can change',
  severity: 'medium',
  rows: ['A3', 'A4'],
  why: 'An included file is part of the pipeline: whoever can change it adds a line to every project that includes it, and that line has the variables and the job token of each.',
  remediation: [
    'Give projects and components a full commit: `ref: <40 digits>`.',
    'Give remote files their hash: `integrity: sha256-...`, or copy them into the repository (`include: local`).',
  ],
  mappings: { owasp: ['CICD-SEC-3', 'CICD-SEC-4'], mitigations: ['M1047'] },
  needs: [{ kind: 'ci.pipeline', provider: 'gitlab' }],
  *judge(inventory) {
    yield* judgePipelines(inventory, 'gitlab', (pipeline) => {
      if (pipeline.includes.length === 0) return undefined;
      const variable = pipeline.includes.find(
        (it) => (it.type === 'remote' || it.type === 'project') && it.name.startsWith('$'),
      );
      const faults = pipeline.includes.flatMap((it) => {
        const found = variable === it ? undefined : fault(it);
        return found === undefined ? [] : [{ it, ...found }];
      });
      const worst =
        faults.find((it) => it.severity === 'high') ?? faults.find((it) => it.severity === 'medium') ?? faults[0];
      if (worst !== undefined)
        return {
          summary: `${pipeline.where.file} includes ${faults.map((one) => one.text).join('; and ')}.`,
          at: worst.it.at,
          note: worst.it.name,
          severity: worst.severity,
        };
      return variable === undefined
        ? 'pass'
        : {
            unknown: `${pipeline.where.file} includes ${variable.name}, a variable; \`glab ci config compile\` tells what it is`,
          };
    });
  },
});
