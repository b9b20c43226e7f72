// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';

export const azureJobTokenLimited = defineCheck({
  id: 'ci-azure-job-token-limited',
  area: 'ci',
  title: 'The token of an Azure Pipelines job reaches its own project and repositories',
  weakness: 'Token of a job reaches other projects or repositories',
  severity: 'high',
  rows: ['U1', 'A4'],
  why: 'Without the limits, `System.AccessToken` of any job reads the repositories and feeds of the whole organisation. Who gets one line into the least important pipeline has the source of all the others.',
  remediation: [
    'Project settings > Pipelines > Settings: switch on "Limit job authorization scope to current project" for release and non-release pipelines, and "Protect access to repositories in YAML pipelines".',
    'For all projects at once: Organization settings > Pipelines > Settings.',
  ],
  mappings: {
    owasp: ['CICD-SEC-2', 'CICD-SEC-5'],
    mitigations: ['M1018'],
    peers: { maester: ['AZDO.1016'] },
  },
  needs: [{ kind: 'azure-devops.pipeline-settings' }],
  *judge(inventory) {
    for (const it of inventory.of('azure-devops.pipeline-settings')) {
      const subject = { kind: 'project', id: it.id, name: it.project };
      const limits = [
        ['enforceJobAuthScope', it.jobsLimited, 'jobs reach other projects'],
        ['enforceJobAuthScopeForReleases', it.releasesLimited, 'releases reach other projects'],
        ['enforceReferencedRepoScopedToken', it.repositoriesLimited, 'jobs reach repositories that they do not name'],
      ] as const;
      const open = limits.filter(([, value]) => value === false);
      const [missing] = limits.filter(([, value]) => value === undefined);
      if (open.length > 0)
        yield {
          status: 'fail',
          subject,
          summary: `In the project ${it.project} ${open.map(([, , what]) => what).join(', ')}.`,
          evidence: open.map(([name]) => ({
            where: it.where,
            path: [...(it.where.path ?? []), name],
            note: `${name}: false`,
          })),
          ...(open.every(([name]) => name === 'enforceReferencedRepoScopedToken')
            ? { severity: 'medium' as const }
            : {}),
        };
      else if (missing !== undefined)
        yield {
          status: 'unknown',
          subject,
          reason: `${missing[0]} is not in the settings of ${it.project}: GET PROJECT/_apis/build/generalsettings`,
        };
      else yield { status: 'pass', subject };
    }
  },
});
