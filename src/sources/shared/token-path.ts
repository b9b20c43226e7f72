// SPDX-License-Identifier: Apache-2.0

/** Whose token a file holds. */
export type TokenPathKind =
  | 'kubernetes'
  | 'eks'
  | 'eks-pod-identity'
  | 'azure-workload'
  | 'gcp'
  | 'aws-cli'
  | 'azure-cli'
  | 'gcloud'
  | 'github-cli'
  | 'kubeconfig';

// The special ones come first: they lie inside the directories of the general ones.
const paths: readonly (readonly [TokenPathKind, readonly string[]])[] = [
  ['eks-pod-identity', ['pods.eks.amazonaws.com/serviceaccount', 'eks-pod-identity-token']],
  ['eks', ['eks.amazonaws.com/serviceaccount']],
  ['azure-workload', ['azure/tokens', 'azure-identity-token']],
  ['gcp', ['secrets/tokens/gcp-ksa', 'workload-identity-credentials', 'workload-spiffe-credentials']],
  ['aws-cli', ['.aws/credentials', '.aws/sso/cache', '.aws/cli/cache']],
  ['azure-cli', ['.azure/msal_token_cache', '.azure/accesstokens.json', '.azure/service_principal_entries']],
  [
    'gcloud',
    [
      'gcloud/credentials.db',
      'gcloud/access_tokens.db',
      'gcloud/legacy_credentials',
      'application_default_credentials.json',
    ],
  ],
  ['github-cli', ['.config/gh/hosts.yml']],
  ['kubeconfig', ['.kube/config', 'kubernetes/admin.conf', 'kubelet/kubeconfig', 'kubernetes/kubelet.conf']],
  ['kubernetes', ['serviceaccount/token', 'serviceaccount/..data/token', 'secrets/tokens/', '/kube-api-access-']],
];

/**
 * Whether a path or a command line names a file that holds a token, and whose. A whole directory of such files counts
 * (`tar c /var/run/secrets/kubernetes.io/serviceaccount`); the certificate and the namespace beside a token do not.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-configuration.html
 * @see https://azure.github.io/azure-workload-identity/docs/installation/mutating-admission-webhook.html
 */
export function tokenPath(text: string): TokenPathKind | undefined {
  const lower = text.toLowerCase();
  for (const [kind, parts] of paths) {
    if (parts.some((part) => lower.includes(part))) return neighbourOnly(lower) ? undefined : kind;
  }
  return directory(lower) ? 'kubernetes' : undefined;
}

const mount = 'kubernetes.io/serviceaccount';

function directory(lower: string): boolean {
  for (let at = lower.indexOf(mount); at !== -1; at = lower.indexOf(mount, at + 1)) {
    const rest = lower.slice(at + mount.length, at + mount.length + 80);
    if (!/^\/(?:\.\.[^\s/]{1,60}\/)?(?:ca\.crt|namespace)/.test(rest)) return true;
  }
  return false;
}

// A kubelet path holds the certificate and the namespace under the same volume name as the token.
function neighbourOnly(lower: string): boolean {
  return /kube-api-access-[^\s]{0,200}\/(?:ca\.crt|namespace)$/.test(lower);
}
