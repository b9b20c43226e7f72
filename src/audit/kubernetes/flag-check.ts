// SPDX-License-Identifier: Apache-2.0
// What all checks on settings of the control plane and of kubelets share.
import type { Check, CheckContext } from '../../model/check.ts';
import type { KubernetesComponent } from '../../model/inventory/kubernetes.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';

export type Flags = Readonly<Record<string, string>>;

/** What is wrong with a flag: `says` stands behind "The kube-apiserver NAME". */
export interface Flaw {
  readonly flag: string;
  readonly says: string;
}

export interface FlagCheck extends Omit<Check, 'area' | 'needs' | 'judge'> {
  readonly component: KubernetesComponent['type'];
  readonly flaw: (component: KubernetesComponent, context: CheckContext) => Flaw | undefined;
}

/** "kube-apiserver cp-1"; static pods are often named like the program. */
export function componentText({ type, name }: KubernetesComponent): string {
  return name === type ? type : `${type} ${name}`;
}

/** Where a flag stands, or where it would. */
export function flagPath(component: KubernetesComponent, flag: string): DocumentPath {
  return component.paths[flag] ?? component.at;
}

export function flagCheck({ component: type, flaw, ...rest }: FlagCheck): Check {
  return {
    ...rest,
    area: 'kubernetes',
    needs: [{ kind: 'kubernetes.component' }],
    *judge(inventory, context) {
      const components = inventory.of('kubernetes.component').filter((it) => it.type === type);
      if (components.length === 0) {
        yield {
          status: 'unknown',
          subject: { kind: 'component', id: `kubernetes:component:${type}`, name: type },
          reason: `nothing tells how ${type} is started: ${sources[type]}`,
        };
      }
      for (const component of components) {
        const subject = { kind: 'component', id: component.id, name: componentText(component) };
        const found = flaw(component, context);
        if (found === undefined) yield { status: 'pass', subject };
        else {
          const value = component.flags[found.flag];
          yield {
            status: 'fail',
            subject,
            summary: `The ${componentText(component)} ${found.says}.`,
            evidence: [
              {
                where: component.where,
                path: flagPath(component, found.flag),
                note: value === undefined ? `--${found.flag} is not set` : `--${found.flag} is ${value}`,
              },
            ],
          };
        }
      }
    },
  };
}

const sources: Readonly<Record<KubernetesComponent['type'], string>> = {
  'kube-apiserver':
    '/etc/kubernetes/manifests/kube-apiserver.yaml or `kubectl get pods -n kube-system -o yaml` would (managed clusters do not show it)',
  'kube-controller-manager':
    '/etc/kubernetes/manifests/kube-controller-manager.yaml or `kubectl get pods -n kube-system -o yaml` would (managed clusters do not show it)',
  kubelet: 'its configuration file, or `kubectl get --raw /api/v1/nodes/NODE/proxy/configz`, would',
};

export function off(value: string | undefined): boolean {
  return value?.toLowerCase() === 'false';
}

export function words(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
