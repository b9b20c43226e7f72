// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleChatAppsOff = defineCheck({
  id: 'google-chat-apps-off',
  area: 'google',
  title: 'Users add no applications to Chat by themselves',
  weakness: 'Users add applications to Chat',
  severity: 'low',

  rows: ['A4', 'W6', 'W7'],
  why: 'A Chat application reads what is written in the spaces it is in, and talks to people as if it belonged there.',
  remediation: [
    'Apps, Google Workspace, Google Chat, Chat apps: "Allow users to install Chat apps" off, or an allow-list.',
  ],
  mappings: { mitigations: ['M1047', 'M1021'], peers: { prowler: ['chat_apps_installation_disabled'] } },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'chat.chat_apps_access', 'enableApps', (value) =>
      value === true ? { summary: 'users may add any Chat application.' } : undefined,
    ),
});
