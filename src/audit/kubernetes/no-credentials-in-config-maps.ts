// SPDX-License-Identifier: Apache-2.0
import { defineCheck } from '../../model/check.ts';
import { enumerate, isSystemNamespace, systemNamespacesSetting } from './cluster-settings.ts';

export const noCredentialsInConfigMaps = defineCheck({
  id: 'kubernetes-no-credentials-in-config-maps',
  area: 'kubernetes',
  title: 'Config maps hold no credentials',
  weakness: 'Credential in a config map',
  severity: 'high',
  rows: ['A4'],
  why: 'Config maps are read by everybody with the role view, are not encrypted where secrets are, and nobody watches who reads them.',
  remediation: ['Change the credential: it counts as known.', 'Put the new one into a Secret or a vault.'],
  mappings: { mitigations: ['M1047'], peers: { kubescape: ['C-0012'], trivy: ['KSV-0109'] } },
  needs: [{ kind: 'kubernetes.config-map' }],
  settings: { systemNamespaces: systemNamespacesSetting },
  *judge(inventory, context) {
    for (const map of inventory.of('kubernetes.config-map')) {
      if (isSystemNamespace(context, map.namespace)) continue;
      const subject = { kind: 'config-map', id: map.id, name: `${map.namespace}/${map.name}` };
      if (map.credentials.length === 0) {
        yield { status: 'pass', subject };
        continue;
      }
      const sure = map.credentials.some((it) => it.looksLike !== 'credential by its name');
      yield {
        status: 'fail',
        subject,
        summary: `The config map ${subject.name} holds ${enumerate([...new Set(map.credentials.map((it) => (it.looksLike === 'credential by its name' ? 'what its name calls a credential' : `a ${it.looksLike}`)))])}: ${enumerate(map.credentials.map((it) => it.key))}.`,
        confidence: sure ? 'high' : 'medium',
        evidence: map.credentials
          .slice(0, 5)
          .map((it) => ({ where: map.where, path: it.path, note: `${it.key}: ${it.looksLike}` })),
      };
    }
  },
});
