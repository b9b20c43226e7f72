// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { flowProof, hostSubject, hostWords, judgeHosts, noZone, serversSetting } from './judge-flows.ts';

export const networkNoDeviceCodesOnServers = defineCheck({
  id: 'network-no-device-codes-on-servers',
  area: 'network',
  title: 'Nobody types device codes on servers',
  weakness: 'The page for device codes was opened on a server',
  severity: 'medium',
  confidence: 'medium',
  rows: ['A5', 'D9'],
  why: "Who types a device code signs somebody else's device in. On a server a person has no reason to; a script that does so gives the token of an administrator away.",
  remediation: [
    'Find out who was signed in at that time, and what the code was for; revoke the sessions if nobody knows.',
    'Block device code flow by conditional access (authentication flows), but for devices that need it.',
  ],
  mappings: { mitigations: ['M1021', 'M1018'] },
  needs: [{ kind: 'network.log' }],
  settings: { servers: serversSetting },
  *judge(inventory, context) {
    const servers = new Set(context.settings.list('servers'));
    yield* judgeHosts(
      inventory,
      ['proxy', 'requests'],
      (it) => it.class === 'device-code',
      (flows, source) => {
        const zone = context.knowledge.zone(source);
        if (zone === undefined) return noZone;
        const subject = hostSubject(source);
        return servers.has(zone)
          ? fail(
              subject,
              `Somebody opened ${flows[0]?.target ?? ''}, the page for device codes, on the server ${hostWords(source, context)}.`,
              flows.slice(0, 5).map(flowProof),
            )
          : pass(subject);
      },
    );
  },
});
