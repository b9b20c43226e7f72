// SPDX-License-Identifier: Apache-2.0
// Which cluster to ask and as whom: kubeconfig files as kubectl reads them, and the account of the pod that we run in.
import { posix, win32 } from 'node:path';
import { TokenwardError } from '../../model/error.ts';
import type { CollectOptions, Environment } from '../collect/collector.ts';
import { at, below, type Fields, fields, list, text } from '../values.ts';
import { parseYaml } from '../yaml-documents.ts';

/** A connection, its files read. Lives in memory only. */
export interface ClusterAccess {
  readonly server: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly token?: string;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly exec?: Fields;
}

const accountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

function denied(message: string): TokenwardError {
  return new TokenwardError('COLLECT_DENIED', message);
}

interface Entry {
  readonly value: Fields;
  /** Relative paths in an entry are relative to its file. */
  readonly folder: string;
}

/** Several files are one: of entries with the same name, and of the current context, the first counts. */
interface Merged {
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly current: string | undefined;
}

async function readFiles(environment: Environment, options: CollectOptions): Promise<Merged | undefined> {
  const { variables } = environment;
  const windows = variables.OS === 'Windows_NT';
  const paths = windows ? win32 : posix;
  const home = variables.HOME ?? variables.USERPROFILE ?? '';
  const named = options.kubeconfig ?? variables.KUBECONFIG;
  const files =
    named === undefined || named === '' ? [paths.join(home, '.kube', 'config')] : named.split(paths.delimiter);
  const clusters = new Map<string, Entry>();
  const users = new Map<string, Entry>();
  const contexts = new Map<string, Entry>();
  let current: string | undefined;
  let found = false;
  for (const file of files) {
    const content = file === '' ? undefined : await environment.readFile(file);
    if (content === undefined) continue;
    found = true;
    const folder = paths.dirname(file);
    const config = fields(parseYaml(content, file, '1.1')[0]?.value);
    current ??= text(at(config, 'current-context'));
    const take = (into: Map<string, Entry>, key: string, inner: string): void => {
      for (const value of list(at(config, key))) {
        const name = text(at(fields(value), 'name'));
        if (name !== undefined && !into.has(name)) into.set(name, { value: below(fields(value), inner), folder });
      }
    };
    take(clusters, 'clusters', 'cluster');
    take(users, 'users', 'user');
    take(contexts, 'contexts', 'context');
  }
  return found ? { clusters, users, contexts, current } : undefined;
}

/** Text of a `...-data` field, or of the file that the field without it names. */
async function material({ value, folder }: Entry, name: string, environment: Environment): Promise<string | undefined> {
  const data = at(value, `${name}-data`);
  if (typeof data === 'string' && data !== '') return Buffer.from(data, 'base64').toString('utf8');
  const file = text(at(value, name));
  return file === undefined ? undefined : readNeeded(environment, file, folder);
}

async function readNeeded(environment: Environment, file: string, folder: string): Promise<string> {
  const paths = /^[A-Za-z]:[\\/]/.test(folder) ? win32 : posix;
  const path = paths.isAbsolute(file) ? file : paths.join(folder, file);
  const content = await environment.readFile(path);
  if (content === undefined) throw denied(`the kubeconfig names ${path}, which cannot be read`);
  return content;
}

/**
 * The cluster of the chosen (or current) context; without any kubeconfig, that of the pod that we run in.
 *
 * @throws TokenwardError `COLLECT_DENIED` that says what is missing
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export async function clusterAccess(environment: Environment, options: CollectOptions): Promise<ClusterAccess> {
  const merged = await readFiles(environment, options);
  if (merged === undefined) return inCluster(environment);
  const name = options.context ?? merged.current;
  const context = name === undefined ? undefined : merged.contexts.get(name);
  if (context === undefined) {
    const known = [...merged.contexts.keys()].slice(0, 20).join(', ');
    throw denied(
      name === undefined
        ? `the kubeconfig has no current context: add --option context=NAME (${known})`
        : `the kubeconfig has no context ${name}: it has ${known}`,
    );
  }
  const cluster = merged.clusters.get(text(at(context.value, 'cluster')) ?? '');
  const server = cluster === undefined ? undefined : text(at(cluster.value, 'server'));
  if (cluster === undefined || server === undefined) throw denied(`the context ${name} names no cluster with a server`);
  if (at(cluster.value, 'insecure-skip-tls-verify') === true) {
    throw denied(
      `the cluster of ${name} is used without checking its certificate: put its certificate-authority-data into the kubeconfig, a token is not sent to an unknown server`,
    );
  }
  if (!server.startsWith('https://'))
    throw denied(`the server of ${name} is no https address: a token is not sent in the open`);
  if (at(cluster.value, 'proxy-url') !== undefined) {
    throw denied(
      `the cluster of ${name} is behind a proxy-url, which is not supported: export with kubectl instead (\`kubectl get ... -o json\`)`,
    );
  }
  const ca = await material(cluster, 'certificate-authority', environment);
  const servername = text(at(cluster.value, 'tls-server-name'));
  return {
    server: server.replace(/\/+$/, ''),
    ...(ca === undefined ? {} : { ca }),
    ...(servername === undefined ? {} : { servername }),
    ...(await credentials(merged.users.get(text(at(context.value, 'user')) ?? ''), environment)),
  };
}

async function credentials(user: Entry | undefined, environment: Environment): Promise<Omit<ClusterAccess, 'server'>> {
  if (user === undefined) return {};
  const { value, folder } = user;
  if (at(value, 'auth-provider') !== undefined) {
    throw denied(
      'the user of the kubeconfig signs in by an auth-provider, which kubectl itself no longer supports: use an exec plugin or a token',
    );
  }
  const cert = await material(user, 'client-certificate', environment);
  const key = await material(user, 'client-key', environment);
  const file = text(at(value, 'tokenFile'));
  const written = at(value, 'token');
  // As kubectl: the file wins over the token beside it.
  const token =
    file === undefined
      ? typeof written === 'string'
        ? written
        : undefined
      : await readNeeded(environment, file, folder);
  const username = text(at(value, 'username'));
  const password = at(value, 'password');
  const exec = below(value, 'exec');
  return {
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
    ...(token === undefined || token.trim() === '' ? {} : { token: token.trim() }),
    ...(username === undefined || typeof password !== 'string' ? {} : { basic: { username, password } }),
    ...(text(at(exec, 'command')) === undefined ? {} : { exec }),
  };
}

async function inCluster(environment: Environment): Promise<ClusterAccess> {
  const host = environment.variables.KUBERNETES_SERVICE_HOST;
  const port = environment.variables.KUBERNETES_SERVICE_PORT ?? '443';
  const token = host === undefined ? undefined : await environment.readFile(`${accountFolder}/token`);
  if (host === undefined || token === undefined) {
    throw denied('no kubeconfig was found (KUBECONFIG, ~/.kube/config), and this is no pod with a service account');
  }
  const ca = await environment.readFile(`${accountFolder}/ca.crt`);
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    token: token.trim(),
    ...(ca === undefined ? {} : { ca }),
  };
}

/**
 * Runs the plugin that a kubeconfig names and takes the token that it prints. It runs a program of the kubeconfig's choosing,
 * so it is only done when asked for.
 *
 * @throws TokenwardError `COLLECT_DENIED` where it was not asked for, or gives no token
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export async function execToken(exec: Fields, environment: Environment, allowed: boolean): Promise<string> {
  const command = text(at(exec, 'command')) ?? '';
  const args = list(at(exec, 'args')).flatMap((it) => (typeof it === 'string' ? [it] : []));
  if (!allowed) {
    throw denied(
      `the kubeconfig signs in by running \`${[command, ...args].join(' ')}\`: if you trust it, add --option allow-exec=yes`,
    );
  }
  for (const value of list(at(exec, 'env'))) {
    const name = text(at(fields(value), 'name')) ?? '';
    const wanted = text(at(fields(value), 'value')) ?? '';
    if (environment.variables[name] !== wanted)
      throw denied(
        `\`${command}\` needs the environment variable ${name} as the kubeconfig has it: set it and try again`,
      );
  }
  const printed = await environment.run(command, args);
  const status = below(fields(printed === undefined ? undefined : json(printed)), 'status');
  const token = at(status, 'token');
  if (typeof token === 'string' && token !== '') return token;
  throw denied(
    `\`${command}\` gave no token${at(status, 'clientCertificateData') === undefined ? '' : ' but a certificate, which is not supported'}`,
  );
}

function json(printed: string): unknown {
  try {
    return JSON.parse(printed);
  } catch {
    return undefined; // no credential, which the caller says
  }
}
