// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { looksRandom, prefixed } from '../format.ts';

export const slack = family(
  {
    id: 'slack-tokens',
    name: 'Slack',
    severity: 'high',
    why: 'A bot or user token reads channels, files and direct messages and writes in the name of the app or the person; it does not expire unless rotation is on, and a refresh token hands out new ones.',
    revoke: [
      'Revoke it with `curl -H "Authorization: Bearer $TOKEN" https://slack.com/api/auth.revoke`, or reinstall the app under `https://api.slack.com/apps` > OAuth & Permissions > Revoke tokens.',
    ],
    gitleaks: [
      'slack-bot-token',
      'slack-user-token',
      'slack-app-token',
      'slack-legacy-token',
      'slack-legacy-bot-token',
      'slack-legacy-workspace-token',
      'slack-config-access-token',
      'slack-config-refresh-token',
      'slack-webhook-url',
    ],
    trufflehog: ['Slack', 'SlackWebhook'],
  },
  [
    prefixed({
      id: 'slack-rotating-token',
      what: 'Slack refresh or configuration token',
      keywords: ['xoxe-', 'xoxe.xox'],
      pattern: /xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9-]{100,300}(?![A-Za-z0-9-])/,
      severity: 'high',
      accept: (secret) => (looksRandom(secret, 3.5) ? [] : undefined),
    }),
    prefixed({
      id: 'slack-token',
      what: 'Slack token',
      keywords: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxe-'],
      pattern:
        /xox(?:b-\d{8,14}-(?:\d{8,14}-)?[A-Za-z0-9]{18,34}|[pe](?:-\d{8,14}){3}-[A-Za-z0-9]{28,34}|[os]-\d{6,14}-\d{6,14}-\d{6,14}-[A-Fa-f0-9]{10,64}|[ar]-(?:\d-)?(?:\d{8,14}-){0,3}[A-Za-z0-9]{16,64})(?![A-Za-z0-9])/,
      severity: 'high',
      accept(secret) {
        const tail = secret.slice(secret.lastIndexOf('-') + 1);
        if (!looksRandom(tail) || /1234567|0000000|1111111/.test(secret)) return undefined;
        const bot = secret.startsWith('xoxb');
        return {
          what: bot
            ? 'Slack bot token'
            : secret.startsWith('xoxr')
              ? 'Slack refresh token'
              : 'Slack user or workspace token',
        };
      },
    }),
    prefixed({
      id: 'slack-app-token',
      what: 'Slack app-level token',
      keywords: ['xapp-'],
      pattern: /xapp-\d-[A-Z0-9]{8,14}-\d{8,14}-[a-f0-9]{64}(?![A-Za-z0-9])/,
      severity: 'high',
    }),
    prefixed({
      id: 'slack-webhook',
      what: 'Slack webhook address',
      keywords: ['hooks.slack.com/services/'],
      pattern: /hooks\.slack\.com\/services\/(T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{24})(?![A-Za-z0-9])/,
      severity: 'low',
      notAfter: /[A-Za-z0-9]$/,
    }),
  ],
);
