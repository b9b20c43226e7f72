// SPDX-License-Identifier: Apache-2.0
import { defineCheck, type Verdict } from '../../model/check.ts';
import { componentText, flagPath, off } from './flag-check.ts';

/** Endpoints that load balancers and kubeadm ask without a credential. */
const harmless: ReadonlySet<string> = new Set(['/livez', '/readyz', '/healthz', '/version']);

export const apiAnonymousLimited = defineCheck({
  id: 'kubernetes-api-anonymous-limited',
  area: 'kubernetes',
  title: 'The API server answers anonymous requests on health endpoints at most',
  weakness: 'API server answers anonymous requests',
  severity: 'medium',
  rows: ['A1', 'A4'],
  why: 'As long as anonymous requests are let in, one wrong binding to system:anonymous opens the cluster to everybody who reaches it, without any token.',
  remediation: [
    'Set `--anonymous-auth=false`, where no load balancer asks health endpoints without a credential.',
    'Or name an AuthenticationConfiguration with `anonymous: { enabled: true, conditions: [{ path: /livez }, { path: /readyz }, { path: /healthz }] }`.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 1.2.1'],
    mitigations: ['M1047', 'M1026'],
    peers: { kubescape: ['C-0113'] },
  },
  needs: [],
  *judge(inventory): Iterable<Verdict> {
    const files = inventory.of('kubernetes.authentication').filter((it) => it.anonymous !== undefined);
    for (const file of files) {
      const subject = { kind: 'file', id: file.id, name: file.name };
      const open = (file.anonymous?.paths ?? []).filter((path) => !harmless.has(path));
      if (file.anonymous?.enabled === false || (open.length === 0 && file.anonymous?.paths.length !== 0)) {
        yield { status: 'pass', subject };
        continue;
      }
      yield {
        status: 'fail',
        subject,
        summary: `${file.name} lets anonymous requests in ${open.length === 0 ? 'everywhere' : `on ${open.join(', ')}`}.`,
        evidence: [
          { where: file.where, path: [...(file.where.path ?? []), 'anonymous'], note: 'anonymous.enabled is true' },
        ],
      };
    }
    for (const server of inventory.of('kubernetes.component').filter((it) => it.type === 'kube-apiserver')) {
      const subject = { kind: 'component', id: server.id, name: componentText(server) };
      const config = server.flags['authentication-config'];
      if (off(server.flags['anonymous-auth'])) yield { status: 'pass', subject };
      else if (config !== undefined && inventory.of('kubernetes.authentication').length === 0) {
        yield { status: 'unknown', subject, reason: `${config}, which may limit anonymous requests, was not read` };
      } else if (config !== undefined && files.length > 0) yield { status: 'pass', subject };
      else {
        yield {
          status: 'fail',
          subject,
          summary: `The ${componentText(server)} lets anonymous requests in.`,
          evidence: [
            {
              where: server.where,
              path: flagPath(server, 'anonymous-auth'),
              note:
                server.flags['anonymous-auth'] === undefined
                  ? '--anonymous-auth is not set, which means true'
                  : '--anonymous-auth is true',
            },
          ],
        };
      }
    }
  },
});
