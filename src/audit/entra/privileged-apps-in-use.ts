// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { privilegesOf } from './app-facts.ts';
import { appSubject, at, daysBetween, entraIndex, listed } from './entra-index.ts';

export const entraPrivilegedAppsInUse = defineCheck({
  id: 'entra-privileged-apps-in-use',
  area: 'entra',
  title: 'Applications with privileges are in use',
  weakness: 'Application keeps privileges that it does not use',
  severity: 'high',
  rows: ['A6', 'A7', 'U1', 'U3'],
  why: 'An application that nobody uses is watched by nobody. Its secret still works, and what it may do is as good to a thief as on the first day.',
  remediation: [
    'Disable it first: `az ad sp update --id ID --set accountEnabled=false`. Delete it after a month of silence.',
  ],
  mappings: {
    mitigations: ['M1047', 'M1018'],
    peers: {
      maester: ['MT.1079'],
      'zt-assessment': ['21770', '21771'],
      prowler: ['entra_app_registration_no_unused_privileged_permissions'],
      monkey365: ['eid_application_usage_report_is_reviewed'],
    },
  },
  needs: [{ kind: 'entra.service-principal' }],
  settings: {
    days: {
      default: 180,
      description: 'days without a sign-in',
      published: ['EntraFalcon: 180 days', 'Microsoft Zero Trust Assessment: 90 days'],
    },
  },
  *judge(inventory, context) {
    const index = entraIndex(inventory);
    const limit = context.settings.number('days');
    for (const app of inventory.of('entra.service-principal')) {
      if (app.type === 'ManagedIdentity' || app.enabled === false || index.isFirstParty(app)) continue;
      const held = privilegesOf(index, app.objectId, context.knowledge);
      if (held.length === 0) continue;
      const subject = appSubject(app);
      const used = index.lastUse(app.appId);
      if (used === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: 'when it last signed in was not exported: GET /beta/reports/servicePrincipalSignInActivities',
        };
        continue;
      }
      const days = 'at' in used ? daysBetween(used.at, context.now) : undefined;
      const age = app.created === undefined ? undefined : daysBetween(app.created, context.now);
      if ((days ?? Number.POSITIVE_INFINITY) <= limit || (days === undefined && age !== undefined && age <= limit)) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `"${app.name}" holds ${listed(held.map((it) => it.name))} and ${days === undefined ? 'was never seen to sign in' : `has not signed in for ${days} days`}.`,
        evidence: [
          at(app, days === undefined ? 'no sign-in is in the activity report' : `last sign-in ${days} days ago`),
          ...held.map((it) => ({ where: it.where, note: `${it.name}: ${it.why}` })),
        ],
      };
    }
  },
});
