// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { judgeSetting } from './google-index.ts';

export const googleChatWebhooksOff = defineCheck({
  id: 'google-chat-webhooks-off',
  area: 'google',
  title: 'Users make no incoming webhooks in Chat',
  weakness: 'Users make incoming webhooks in Chat',
  severity: 'low',

  rows: ['A4'],
  why: 'The address of a webhook is its password: whoever finds it in a script or a repository writes into the space, with a link to a consent page for example.',
  remediation: ['Apps, Google Workspace, Google Chat, Chat apps: "Allow users to add and use incoming webhooks" off.'],
  mappings: { mitigations: ['M1047', 'M1021'], peers: { prowler: ['chat_incoming_webhooks_disabled'] } },
  needs: [{ kind: 'google.policy' }],

  judge: (inventory) =>
    judgeSetting(inventory, 'chat.chat_apps_access', 'enableWebhooks', (value) =>
      value === true ? { summary: 'users may make incoming webhooks.' } : undefined,
    ),
});
