// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { tokenPath } from './token-path.ts';

test.each([
  ['/var/run/secrets/kubernetes.io/serviceaccount/token', 'kubernetes'],
  ['/run/secrets/kubernetes.io/serviceaccount/..data/token', 'kubernetes'],
  ['/run/secrets/kubernetes.io/serviceaccount/..2026_03_02_09_15_00.123456789/token', 'kubernetes'],
  ['tar c /var/run/secrets/kubernetes.io/serviceaccount', 'kubernetes'],
  [
    'cat /run/secrets/kubernetes.io/serviceaccount/namespace /run/secrets/kubernetes.io/serviceaccount/token',
    'kubernetes',
  ],
  ['/var/lib/kubelet/pods/p1/volumes/kubernetes.io~projected/kube-api-access-x/token', 'kubernetes'],
  ['/var/run/secrets/eks.amazonaws.com/serviceaccount/token', 'eks'],
  ['/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token', 'eks-pod-identity'],
  ['/var/run/secrets/azure/tokens/azure-identity-token', 'azure-workload'],
  ['/var/run/secrets/tokens/gcp-ksa/token', 'gcp'],
  ['/var/run/secrets/tokens/vault', 'kubernetes'],
  ['/home/app/.aws/sso/cache/1.json', 'aws-cli'],
  ['/root/.azure/msal_token_cache.json', 'azure-cli'],
  ['/root/.config/gcloud/application_default_credentials.json', 'gcloud'],
  ['/root/.config/gh/hosts.yml', 'github-cli'],
  ['/root/.kube/config', 'kubeconfig'],
])('%s', (text, kind) => expect(tokenPath(text)).toBe(kind));

test.each([
  '',
  '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
  '/run/secrets/kubernetes.io/serviceaccount/..data/namespace',
  '/run/secrets/kubernetes.io/serviceaccount/..2026_03_02_09_15_00.123456789/ca.crt',
  '/var/lib/kubelet/pods/p1/volumes/kubernetes.io~projected/kube-api-access-x/ca.crt',
  '/etc/passwd',
  '/app/tokens.txt',
])('%j is none', (text) => expect(tokenPath(text)).toBeUndefined());
