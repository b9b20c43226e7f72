// SPDX-License-Identifier: Apache-2.0
// Sign-in logs of Entra: who signs in, how, and with which software. All forms that the log source knows.
//
// Verified in public records: `authenticationProcessingDetails` holds the keys "Azure AD App Authentication Library" (value
// "Family: ADAL Library: ADAL.NET 3.19.8 Platform: ...") and "Legacy TLS (TLS 1.0, 1.1, 3DES)" (True, or 1 in filters).
import { unwrap } from '../../ingest/ingest.ts';
import type { RawRecord } from '../../model/event.ts';
import { entraSignin } from '../../sources/entra-signin/entra-signin.source.ts';
import { createRecogniser } from '../../sources/recognise.ts';
import type { InventoryReader } from '../reader.ts';
import { createSignInTable, type SignIn } from './sign-in-table.ts';

function own(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function text(object: unknown, name: string): string | undefined {
  const value = own(object, name);
  return typeof value === 'string' && value !== ''
    ? value.slice(0, 512)
    : typeof value === 'number'
      ? String(value)
      : undefined;
}

/** The list of keys and values; in tables it is JSON in a text. */
function detailsOf(properties: unknown): ReadonlyMap<string, string> {
  let list = own(properties, 'authenticationProcessingDetails');
  if (typeof list === 'string') {
    try {
      list = JSON.parse(list);
    } catch {
      list = []; // not the list that it should be: nothing is known of it
    }
  }
  const details = new Map<string, string>();
  for (const it of Array.isArray(list) ? list.slice(0, 100) : []) {
    const key = text(it, 'key')?.toLowerCase();
    if (key !== undefined) details.set(key, text(it, 'value') ?? '');
  }
  return details;
}

function signInOf(record: RawRecord): SignIn | undefined {
  const properties = own(record, 'properties');
  const category = text(record, 'category') ?? '';
  const workload = /ServicePrincipal|ManagedIdentity/.test(category);
  const id = text(properties, workload ? 'servicePrincipalId' : 'userId');
  const time = Date.parse(text(properties, 'createdDateTime') ?? text(record, 'time') ?? '');
  if (id === undefined || Number.isNaN(time)) return undefined;
  const details = detailsOf(properties);
  const code = text(own(properties, 'status'), 'errorCode') ?? text(record, 'resultType');
  return {
    time,
    principal: `entra:${workload ? 'service-principal' : 'user'}:${id.toLowerCase()}`,
    name: text(properties, workload ? 'servicePrincipalName' : 'userPrincipalName') ?? id,
    client: text(properties, 'appId') ?? 'unknown',
    clientName: text(properties, 'appDisplayName'),
    protocol: text(properties, 'clientAppUsed'),
    grant: text(properties, 'authenticationProtocol'),
    resource: text(properties, 'resourceId'),
    network: text(properties, 'ipAddress') ?? text(record, 'callerIpAddress'),
    agent: text(properties, 'userAgent'),
    library: details.get('azure ad app authentication library'),
    oldTls: /^(?:true|1)$/i.test(details.get('legacy tls (tls 1.0, 1.1, 3des)') ?? ''),
    interactive: workload ? false : category === 'SignInLogs' ? own(properties, 'isInteractive') !== false : false,
    succeeded: code === '0',
  };
}

const categories = /SignInLogs|SigninLogs|"clientAppUsed"|"ClientAppUsed"|"servicePrincipalCredentialKeyId"/;

export const entraSignIns: InventoryReader = {
  id: 'software.entra-sign-ins',
  title: 'Sign-in logs of Entra',
  how: '`GET /auditLogs/signIns` of Microsoft Graph (also with `signInEventTypes`), diagnostic settings to storage or Event Hubs, or rows of SigninLogs',
  claims: (file) =>
    /\.(?:jsonl?|ndjson|log)(?:\.gz)?$/i.test(file.path) &&
    categories.test(file.head) &&
    /"(?:createdDateTime|CreatedDateTime|TimeGenerated)"/.test(file.head),
  async *read(file, context) {
    const recognise = createRecogniser([entraSignin]);
    const table = createSignInTable();
    let foreign = 0;
    for await (const { value, line } of file.records()) {
      for (const record of unwrap(value as RawRecord)) {
        const recognised = recognise(record);
        const it = recognised === undefined ? undefined : signInOf(recognised.record);
        if (it === undefined) foreign++;
        else table.add(it, line);
      }
    }
    if (foreign > 0) {
      context.problem({
        code: 'UNRECOGNISED',
        message: `${file.name}: ${foreign} of ${foreign + table.records} records are no sign-ins with a principal and a time`,
        position: { file: file.name },
      });
    }
    yield* table.items(file.name, (line) => context.where({ line }));
  },
};
