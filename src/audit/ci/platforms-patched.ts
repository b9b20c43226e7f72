// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { platformWeaknesses, releaseNumbers } from './shared/platform-weaknesses.ts';

export const platformsPatched = defineCheck({
  id: 'ci-platforms-patched',
  area: 'ci',
  title: 'GitLab and Jenkins have the repairs of what gave tokens away',
  weakness: 'Server of the pipelines has a known hole that gives tokens away',
  severity: 'critical',
  rows: ['A3', 'A5'],
  why: 'The server of the pipelines keeps the tokens of all of them. With a hole that signs strangers in, runs pipelines as somebody else or reads its files, every one of these tokens is one request away, and the holes named here are used.',
  remediation: [
    'Update to the newest release of a supported line: https://about.gitlab.com/releases/categories/releases/, https://www.jenkins.io/security/advisories/.',
    'If the server could be reached from outside meanwhile, change the secrets of its pipelines and look for new users, keys and tokens.',
  ],
  mappings: {
    owasp: ['CICD-SEC-7'],
    mitigations: ['M1051'],
    peers: { poutine: ['known_vulnerability_in_build_platform'] },
  },
  needs: [{ kind: 'build-platform.version' }],
  *judge(inventory) {
    for (const it of inventory.of('build-platform.version')) {
      const subject = { kind: 'server', id: it.id, name: `${it.product} ${it.version}` };
      const version = releaseNumbers(it.version);
      if (version === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: `${it.version} is no released version, so what it holds is not known`,
        };
        continue;
      }
      const found = platformWeaknesses(it.product, version);
      const [first] = found;
      yield first === undefined
        ? { status: 'pass', subject }
        : {
            status: 'fail',
            subject,
            summary: `${it.product === 'gitlab' ? 'GitLab' : 'Jenkins'} ${it.version} ${first.what} (${found.map((one) => one.id).join(', ')}).`,
            evidence: found.map((one) => ({
              where: it.where,
              note: `${one.id}: repaired in ${one.fixed.map((line) => line.join('.')).join(', ')}; ${one.source}`,
            })),
          };
    }
  },
});
