// SPDX-License-Identifier: Apache-2.0
import { firstText, text } from '../shared/read.ts';

export interface GcpResource {
  readonly kind: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
}

const kindOfService: Readonly<Record<string, string>> = {
  'secretmanager.googleapis.com': 'secret',
  'storage.googleapis.com': 'file',
  'bigquery.googleapis.com': 'table',
  'cloudkms.googleapis.com': 'key',
  'cloudresourcemanager.googleapis.com': 'project',
};

/** What a call is about: the service account whose token or key it is, else the resource of the service. */
export function gcpResource([service, resourceName, requestName, type, email]: readonly unknown[]):
  | GcpResource
  | undefined {
  const id = firstText([resourceName, requestName]);
  const serviceName = text(service) ?? '';
  if (/^iam(?:credentials)?\.googleapis\.com$/.test(serviceName)) {
    const named = [requestName, resourceName].map(accountOf).find((account) => account !== undefined);
    const account = named?.includes('@') === true ? named : (text(email) ?? named);
    if (account !== undefined) return { kind: 'service-account', id: account, name: text(email) };
  }
  const kind = (Object.hasOwn(kindOfService, serviceName) ? kindOfService[serviceName] : undefined) ?? text(type);
  return id === undefined && kind === undefined ? undefined : { kind: kind ?? 'resource', id, name: undefined };
}

function accountOf(name: unknown): string | undefined {
  return /\/serviceAccounts\/([^/]+)/.exec(text(name) ?? '')?.[1];
}
