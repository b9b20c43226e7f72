// SPDX-License-Identifier: Apache-2.0
import { fail, pass, unknown } from '../../accounts/verdict.ts';
import { defineCheck } from '../../model/check.ts';
import { organisation, place, settingTargets } from './google-index.ts';
import { accessOf, servicesWithData } from './google-services.ts';

export const googleAppAccessControlled = defineCheck({
  id: 'google-app-access-controlled',
  area: 'google',
  title: 'Third-party applications are trusted before they get at data of a service',
  weakness: 'Services that any third-party application may ask for',
  severity: 'high',
  rows: ['A4', 'W6', 'U8'],
  why: 'For an unrestricted service, any application on the web may ask the user for a token. Restricted, only those that an administrator trusts can, so a phished consent fails.',
  remediation: [
    'Security, Access and data control, API controls, Manage Google services: select all, Change access, "Restricted: Only trusted apps can access".',
    'First look at Accessed apps, and trust those that are needed.',
  ],
  mappings: {
    scuba: ['GWS.COMMONCONTROLS.10.1'],
    mitigations: ['M1047', 'M1021', 'M1017'],
    peers: { prowler: ['security_app_access_restricted'] },
  },
  needs: [{ kind: 'google.policy' }],
  settings: {
    services: {
      default: [...servicesWithData],
      description: "services that must be restricted, by Google's names without _ALL",
      published: ['ScubaGoggles: all services'],
    },
  },
  *judge(inventory, { settings }) {
    const targets = settingTargets(inventory, 'api_controls.google_services');
    if (targets.length === 0) {
      yield unknown(
        organisation,
        'no policy of the type settings/api_controls.google_services was collected; policies.list gives it, unless nothing was ever changed: then every service is unrestricted',
      );
    }
    for (const { policy, subject } of targets) {
      const open = settings.list('services').filter((it) => accessOf(policy, it) === 'unrestricted');
      yield open.length === 0
        ? pass(subject)
        : fail(
            subject,
            `In ${subject.name} any third-party application may ask for ${open.slice(0, 5).join(', ')}${open.length > 5 ? ` and ${open.length - 5} more services` : ''}.`,
            place(policy, `unrestricted: ${open.join(', ')}`, 'setting', 'value', 'services'),
          );
    }
  },
});
