// SPDX-License-Identifier: Apache-2.0
import { fail, pass } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { judgeSetting, place, settingTargets } from './google-index.ts';

export const googleTakeoutOff = defineCheck({
  id: 'google-takeout-off',
  area: 'google',
  title: 'Nobody takes all their data out with Takeout',
  weakness: 'Takeout is on',
  severity: 'low',

  rows: ['A4'],
  why: 'Takeout copies everything of an account into one file, as a copy to another cloud each month if told so: a stolen session for an hour becomes all data.',
  remediation: [
    'Account, Google Takeout: "Block data download" (services without an individual control off), for all units.',
  ],
  mappings: { scuba: ['GWS.COMMONCONTROLS.12.1'], mitigations: ['M1047'], techniques: ['T1528', 'T1567'], peers: {} },
  needs: [{ kind: 'google.policy' }],

  *judge(inventory) {
    yield* judgeSetting(inventory, 'takeout.service_status', 'serviceState', (value) =>
      value === 'DISABLED' ? undefined : { summary: 'users may download all their data with Takeout.' },
    );
    // Some services have a switch of their own: youtube.user_takeout and the like.
    const settings = new Set(inventory.of('google.policy').map((it) => it.setting));
    for (const setting of [...settings].filter((it) => it.endsWith('.user_takeout'))) {
      for (const { policy, subject } of settingTargets(inventory, setting)) {
        const app = setting.slice(0, -'.user_takeout'.length);
        const status = policy.value.takeoutStatus;
        const mine = { kind: 'service', id: `google:takeout:${app}/${subject.id}`, name: app };
        if (status === 'DISABLED') yield pass(mine);
        else if (status !== undefined) {
          yield fail(
            mine,
            `In ${subject.name} users may download their data of ${app} with Takeout.`,
            place(policy, `takeoutStatus is ${status}`, 'setting', 'value', 'takeoutStatus'),
          );
        }
      }
    }
  },
});
