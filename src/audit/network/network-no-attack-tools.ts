// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, hostSubject, hostWords, judgeHosts } from './judge-flows.ts';

export const networkNoAttackTools = defineCheck({
  id: 'network-no-attack-tools',
  area: 'network',
  title: 'No tool for stealing tokens talks to token endpoints or metadata services',
  weakness: 'Tool for stealing tokens at a token endpoint or metadata service',
  severity: 'high',
  rows: ['A5'],
  why: 'These tools say their name unless somebody changes it. They ask for tokens with stolen codes and refresh tokens, or read them from the metadata service.',
  remediation: [
    'Isolate the host, keep its memory and disk, and revoke the tokens of everybody who was signed in at it.',
    'If it is a test of your own, put the host into `expected` for the time.',
  ],
  mappings: { mitigations: ['M1021', 'M1047'], techniques: ['T1528', 'T1552.005'] },
  needs: [{ kind: 'network.log' }],
  settings: {
    agents: {
      default: [
        'roadtools',
        'roadtx',
        'roadrecon',
        'aadinternals',
        'tokentactics',
        'graphrunner',
        'teamfiltration',
        'evilginx',
        'azurehound',
        'bloodhound',
        'sharphound',
        'microburst',
        'msolspray',
        'o365spray',
        'trevorspray',
        'pacu',
        'cloudfox',
        'peirates',
        'trufflehog',
        'nuclei',
        'sqlmap',
      ],
      description: 'words in user agents, in lower case',
    },
    expected: { default: [] as readonly string[], description: 'hosts or zones of testers' },
  },
  *judge(inventory, context) {
    const words = context.settings.list('agents').map((it) => it.toLowerCase());
    const expected = new Set(context.settings.list('expected'));
    yield* judgeHosts(
      inventory,
      ['agents'],
      (it) => it.agents !== undefined && (it.class === 'token-endpoint' || it.class === 'metadata'),
      (flows, source) => {
        const subject = hostSubject(source);
        const zone = context.knowledge.zone(source);
        if (expected.has(source) || (zone !== undefined && expected.has(zone))) return pass(subject);
        for (const flow of flows) {
          const agent = flow.agents?.find((it) => words.some((word) => it.toLowerCase().includes(word)));
          if (agent !== undefined) {
            const { note, where } = flowProof(flow);
            return fail(
              subject,
              `A tool that calls itself "${agent}" talks to ${flow.target} from ${hostWords(source, context)}.`,
              { where, note: `${note}; user agent ${agent}` },
            );
          }
        }
        return pass(subject);
      },
    );
  },
});
