// SPDX-License-Identifier: Apache-2.0
import { defineCheck, type Fix } from '../../model/check.ts';
import type { KubernetesWorkload } from '../../model/inventory/kubernetes.ts';
import { systemNamespacesSetting } from './cluster-settings.ts';
import { logEvidence } from './log-evidence.ts';
import {
  accountIdOf,
  accountOf,
  mountOf,
  podSpecField,
  workloadSubject,
  workloadText,
  writtenWorkloads,
} from './workloads.ts';

export const unusedTokenNotMounted = defineCheck({
  id: 'kubernetes-unused-token-not-mounted',
  area: 'kubernetes',
  title: 'Pods that call no API have no token mounted',
  weakness: 'Token mounted in a pod that does not use it',
  severity: 'medium',
  rows: ['A4', 'A6', 'U1', 'U7'],
  why: 'A token in a pod is a file that any flaw of its program can read, and the API server takes it from anywhere. Where the program never calls the API, it helps nobody but a thief.',
  remediation: [
    'Set `automountServiceAccountToken: false` in the pod spec (or with `--fix`), roll out, and watch the program for errors.',
    'Pods that do call the API: an account of their own with the few rights that they use.',
  ],
  mappings: {
    cis: ['Kubernetes 1.12 5.1.6'],
    nsa: ['Kubernetes Hardening Guide 1.2: service account tokens'],
    mitigations: ['M1018', 'M1047'],
    peers: {
      kubescape: ['C-0034', 'C-0190', 'C-0261', 'C-0053'],
      trivy: ['KSV-0036'],
      kyverno: ['restrict-automount-sa-token', 'disable-automountserviceaccounttoken', 'remove-serviceaccount-token'],
    },
  },
  needs: [{ kind: 'kubernetes.workload' }],
  settings: {
    systemNamespaces: systemNamespacesSetting,
    minimumDays: {
      default: 7,
      description: 'days that an audit log must cover before an account that is not in it counts as unused',
    },
  },
  *judge(inventory, context) {
    const log = logEvidence(inventory);
    const least = context.settings.number('minimumDays');
    const bound = new Set(inventory.of('kubernetes.power').map((it) => it.holder));
    // Every account is in the groups, and what clusters bind to those by themselves gives no power.
    const strong = new Set(inventory.of('kubernetes.power').flatMap((it) => (it.power === 'bound' ? [] : [it.holder])));
    const hasRights = (workload: KubernetesWorkload): boolean =>
      bound.has(accountIdOf(workload)) ||
      ['system:serviceaccounts', `system:serviceaccounts:${workload.namespace}`].some((group) =>
        strong.has(`kubernetes:group:${group}`),
      );
    const rolesKnown = inventory.collected('kubernetes.binding') !== 'none';
    for (const workload of writtenWorkloads(inventory, context)) {
      const subject = workloadSubject(workload);
      const account = accountOf(inventory, workload);
      const { mounted, by } = mountOf(workload, account);
      if (mounted === false) {
        yield { status: 'pass', subject };
        continue;
      }
      if (mounted === undefined) {
        yield {
          status: 'unknown',
          subject,
          reason: `whether a token is mounted depends on the service account ${workload.namespace}/${workload.serviceAccount}, which is not among the files; \`kubectl get serviceaccounts -A -o yaml\` would tell`,
        };
        continue;
      }
      const rights = hasRights(workload);
      const evidence = [
        {
          where: workload.where,
          path: podSpecField(workload, 'automountServiceAccountToken'),
          note: {
            pod: 'automountServiceAccountToken is true',
            account: `the account ${workload.serviceAccount} says that it is mounted`,
            nobody: 'automountServiceAccountToken is not set, which means true',
          }[by],
        },
      ];
      const enough = log.days !== undefined && log.days >= least;
      if (enough) {
        const used = log.usedBy(workload) ?? log.used(accountIdOf(workload));
        if (used) {
          yield { status: 'pass', subject };
          continue;
        }
        const window = log.windows[0];
        const days = Math.floor(log.days ?? 0);
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} has a token of ${workload.serviceAccount} mounted and did not use it in the ${days} days of the audit log.`,
          confidence: 'high',
          evidence: [
            ...evidence,
            ...(window === undefined
              ? []
              : [
                  {
                    where: window.where,
                    note: `no call by ${workload.serviceAccount} from this workload between ${window.first} and ${window.last}`,
                  },
                ]),
          ],
          ...repair(workload, rolesKnown && !rights ? 'safe' : 'unsafe'),
        };
        continue;
      }
      const short =
        log.days === undefined ? log.lacking : `the audit log covers ${log.days.toFixed(1)} days, fewer than ${least}`;
      if (rolesKnown && !rights) {
        yield {
          status: 'fail',
          subject,
          summary: `The ${workloadText(workload)} has a token of ${workload.serviceAccount} mounted, an account without any rights to use it for.`,
          confidence: 'medium',
          evidence: [...evidence, { where: workload.where, note: `no binding names the account; ${short}` }],
          ...repair(workload, 'unsafe'),
        };
        continue;
      }
      yield {
        status: 'unknown',
        subject,
        reason: `a token of ${workload.serviceAccount} is mounted; whether it is used cannot be told: ${short}${rolesKnown ? '' : ', and no bindings were read'}`,
      };
    }
  },
});

/** A patch of the file, or, for what was read from a running cluster, the command. */
function repair(
  workload: KubernetesWorkload,
  safety: Fix['safety'],
): { readonly fix: Fix } | { readonly next: readonly string[] } {
  if (workload.live === true) {
    const inside = workload.podSpec.slice(workload.where.path?.length ?? 0);
    const patch = inside.reduceRight<unknown>((inner, key) => ({ [key]: inner }), {
      automountServiceAccountToken: false,
    });
    return {
      next: [
        workload.type === 'Pod'
          ? 'Set `automountServiceAccountToken: false` where the pod is written down; it cannot be changed in a running pod.'
          : `\`kubectl patch ${workload.type.toLowerCase()} ${workload.name} -n ${workload.namespace} -p '${JSON.stringify(patch)}'\``,
      ],
    };
  }
  return {
    fix: {
      safety,
      title: 'set automountServiceAccountToken: false',
      file: workload.where.file,
      document: workload.where.document ?? 0,
      changes: [{ op: 'set', path: podSpecField(workload, 'automountServiceAccountToken'), value: false }],
    },
  };
}
