// SPDX-License-Identifier: Apache-2.0
import { fail } from '../../accounts/verdict.ts';
import type { Knowledge } from '../../model/check.ts';
import { defineCheck } from '../../model/check.ts';
import { imitated } from '../../model/inventory/network.ts';
import { flowProof, gotThrough, hostSubject, hostWords, judgeHosts } from './judge-flows.ts';

const known = ['login.microsoftonline.com', 'accounts.google.com', 'github.com', 'okta.com'];
const combined =
  /(?:^|-)(?:okta|github|google|microsoft|azure|aws|microsoftonline|office365)-?(?:login|signin|sso|auth|oauth|verify|account|secure)|(?:login|signin|sso|auth|oauth|verify|account|secure)-?(?:okta|github|google|microsoft|azure|aws|microsoftonline|office365)(?:-|$)/;

/** What a host imitates, and how; undefined where it only resembles by chance. */
function imitation(host: string, likeness: Knowledge['likeness']): string | undefined {
  for (const name of known)
    if (host.startsWith(`${name}.`) || host.includes(`.${name}.`)) return `carries ${name} in front of another domain`;
  const label = host.split('.').at(-2) ?? '';
  if (combined.test(label)) return 'joins the name of a provider to a word of signing in';
  for (const name of imitated) {
    if (label === name) continue;
    const found = likeness(label, name);
    if (found !== undefined) return found.why;
  }
  return /microsoftonline|office365/.test(label) && label !== 'microsoftonline' && label !== 'office365'
    ? 'holds the name of a sign-in page'
    : undefined;
}

export const networkNoLookAlikeHosts = defineCheck({
  id: 'network-no-look-alike-hosts',
  area: 'network',
  title: 'Nobody goes to hosts that look like sign-in pages of providers',
  weakness: 'Host that looks like the sign-in page of a provider was visited',
  severity: 'high',
  confidence: 'medium',
  rows: ['A5', 'W5', 'D9'],
  why: 'Pages in the middle pass a real sign-in on and keep the session token. They live on names that look like the real one.',
  remediation: [
    'Ask the person what the page wanted. If it was a sign-in, revoke the sessions, then change the password.',
    'Block the name for everybody, at the proxy and in a response-policy zone of the resolver.',
    'Names of your own go into `except`.',
  ],
  mappings: { mitigations: ['M1021', 'M1017'], techniques: ['T1528', 'T1557', 'T1566.002'] },
  needs: [{ kind: 'network.log' }],
  settings: { except: { default: [] as readonly string[], description: 'hosts or domains that are fine' } },
  *judge(inventory, context) {
    const except = context.settings.list('except').map((it) => it.toLowerCase());
    const fine = (host: string): boolean => except.some((it) => host === it || host.endsWith(`.${it}`));
    const words = new Map<string, string | undefined>();
    const why = (host: string): string | undefined => {
      if (!words.has(host)) words.set(host, imitation(host, context.knowledge.likeness));
      return words.get(host);
    };
    yield* judgeHosts(
      inventory,
      ['names'],
      (it) => it.class === 'look-alike' && !fine(it.target) && why(it.target) !== undefined,
      (flows, source) => {
        const flow = flows.find(gotThrough) ?? flows[0];
        if (flow === undefined) return undefined;
        return fail(
          hostSubject(source),
          `${hostWords(source, context)} ${gotThrough(flow) ? 'went to' : 'tried to go to'} ${flow.target}, which ${why(flow.target) ?? 'looks like a sign-in page'}.`,
          flows.slice(0, 5).map(flowProof),
          gotThrough(flow) ? {} : { severity: 'low' },
        );
      },
    );
  },
});
