// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Environment } from '../collect/collector.ts';
import { environment } from '../collect/testing/collecting.ts';
import { clusterAccess } from './kubeconfig.ts';
import { kubernetesCollector } from './kubernetes-collector.ts';

const encoded = (text: string): string => Buffer.from(text).toString('base64');

const config = (
  user: string,
  cluster = `server: https://192.0.2.10:6443\n    certificate-authority-data: ${encoded('the authority')}`,
): string => `apiVersion: v1
kind: Config
current-context: prod
clusters:
- name: prod
  cluster:
    ${cluster}
contexts:
- name: prod
  context: { cluster: prod, user: anna, namespace: shop }
users:
- name: anna
  user: ${user}
`;

function having(
  files: Readonly<Record<string, string>>,
  variables: Environment['variables'] = { HOME: '/home/user' },
  printed?: string,
): Environment {
  return {
    ...environment,
    variables,
    readFile: async (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    run: async () => printed,
  };
}

const home = '/home/user/.kube/config';

describe('kubeconfig', () => {
  it('reads the current context, with authority and token', async () => {
    expect(await clusterAccess(having({ [home]: config('{ token: made-up }') }), {})).toEqual({
      server: 'https://192.0.2.10:6443',
      ca: 'the authority',
      token: 'made-up',
    });
  });

  it('reads files next to the kubeconfig', async () => {
    const files = {
      '/etc/k/config': config('{ client-certificate: pki/a.crt, client-key: pki/a.key }'),
      '/etc/k/pki/a.crt': 'certificate',
      '/etc/k/pki/a.key': 'key',
    };
    const env = having(files, { KUBECONFIG: '/missing:/etc/k/config' });
    expect(await clusterAccess(env, {})).toMatchObject({ cert: 'certificate', key: 'key' });
    expect(await kubernetesCollector.tls?.(env, {})).toEqual({ ca: 'the authority', cert: 'certificate', key: 'key' });
    expect(await kubernetesCollector.authenticate(env, {})).toEqual({});
  });

  it('takes the token of a file before the one beside it', async () => {
    const env = having({ [home]: config('{ token: old, tokenFile: /run/token }'), '/run/token': 'new\n' });
    expect(await kubernetesCollector.authenticate(env, {})).toEqual({ authorization: 'Bearer new' });
  });

  it('of several files the first counts', async () => {
    const second = config('{ token: second }').replace('192.0.2.10', '192.0.2.20');
    const env = having({ '/a': config('{ token: first }'), '/b': second }, { KUBECONFIG: '/a:/b' });
    expect(await clusterAccess(env, {})).toMatchObject({ server: 'https://192.0.2.10:6443', token: 'first' });
  });

  it('runs a plugin only when asked to', async () => {
    const plugin = config(
      '{ exec: { apiVersion: client.authentication.k8s.io/v1, command: aws, args: [eks, get-token] } }',
    );
    const env = having({ [home]: plugin }, { HOME: '/home/user' }, JSON.stringify({ status: { token: 'made-up' } }));
    await expect(kubernetesCollector.authenticate(env, {})).rejects.toThrow('`aws eks get-token`');
    expect(await kubernetesCollector.authenticate(env, { 'allow-exec': 'yes' })).toEqual({
      authorization: 'Bearer made-up',
    });
  });

  it('sends no token to a server that it cannot know', async () => {
    const open = having({
      [home]: config('{ token: made-up }', 'server: https://192.0.2.10:6443\n    insecure-skip-tls-verify: true'),
    });
    await expect(clusterAccess(open, {})).rejects.toThrow('without checking its certificate');
    const plain = having({ [home]: config('{ token: made-up }', 'server: http://192.0.2.10:8080') });
    await expect(clusterAccess(plain, {})).rejects.toThrow('no https address');
  });

  it('says which contexts there are', async () => {
    await expect(clusterAccess(having({ [home]: config('{}') }), { context: 'test' })).rejects.toThrow('it has prod');
  });

  it('is the account of the pod where there is no kubeconfig', async () => {
    const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
    const env = having(
      { [`${folder}/token`]: 'made-up\n', [`${folder}/ca.crt`]: 'authority' },
      { KUBERNETES_SERVICE_HOST: '2001:db8::1', KUBERNETES_SERVICE_PORT: '443' },
    );
    expect(await clusterAccess(env, {})).toEqual({
      server: 'https://[2001:db8::1]:443',
      token: 'made-up',
      ca: 'authority',
    });
    await expect(clusterAccess(having({}), {})).rejects.toThrow('no kubeconfig was found');
  });
});
