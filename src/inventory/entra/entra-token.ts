// SPDX-License-Identifier: Apache-2.0
// A token for reading Microsoft Graph: given, of the Azure CLI, or for an application. It is used and forgotten.
import { TokenwardError } from '../../model/error.ts';
import type { Environment } from '../collect/collector.ts';
import { at, isFields } from '../values.ts';

export interface GraphCloud {
  readonly graph: string;
  readonly login: string;
}

/** National clouds have hosts of their own. @see https://learn.microsoft.com/graph/deployments */
export const graphClouds: Readonly<Record<string, GraphCloud>> = {
  global: { graph: 'https://graph.microsoft.com', login: 'https://login.microsoftonline.com' },
  'us-government': { graph: 'https://graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  'us-defense': { graph: 'https://dod-graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  china: { graph: 'https://microsoftgraph.chinacloudapi.cn', login: 'https://login.partner.microsoftonline.cn' },
};

const nothingFound =
  'No credentials for Microsoft Graph: sign in with `az login`, or set TOKENWARD_ENTRA_TOKEN, or AZURE_TENANT_ID and AZURE_CLIENT_ID with AZURE_FEDERATED_TOKEN_FILE or AZURE_CLIENT_SECRET.';

/**
 * Finds a token, first come first taken: `TOKENWARD_ENTRA_TOKEN`; an application (`AZURE_TENANT_ID`, `AZURE_CLIENT_ID` with
 * `AZURE_FEDERATED_TOKEN_FILE` or `AZURE_CLIENT_SECRET`); the Azure CLI.
 *
 * @throws TokenwardError `COLLECT_DENIED` where there is none, or it is refused
 */
export async function graphToken(
  environment: Environment,
  cloud: GraphCloud,
  tenant: string | undefined,
): Promise<string> {
  const { variables } = environment;
  const given = variables.TOKENWARD_ENTRA_TOKEN?.trim();
  if (given !== undefined && given !== '') return given;
  const directory = tenant ?? variables.AZURE_TENANT_ID;
  const client = variables.AZURE_CLIENT_ID;
  const proof = client === undefined ? undefined : await proofOf(environment);
  if (directory !== undefined && client !== undefined && proof !== undefined) {
    return await applicationToken(environment, cloud, directory, client, proof);
  }
  const printed = await environment.run('az', [
    'account',
    'get-access-token',
    '--resource',
    cloud.graph,
    '--query',
    'accessToken',
    '--output',
    'tsv',
    ...(tenant === undefined ? [] : ['--tenant', tenant]),
  ]);
  const token = printed?.trim();
  if (token === undefined || token === '') throw new TokenwardError('COLLECT_DENIED', nothingFound);
  return token;
}

async function proofOf({ variables, readFile }: Environment): Promise<Readonly<Record<string, string>> | undefined> {
  const file = variables.AZURE_FEDERATED_TOKEN_FILE;
  if (file !== undefined && file !== '') {
    const assertion = await readFile(file);
    if (assertion === undefined) {
      throw new TokenwardError('COLLECT_DENIED', `AZURE_FEDERATED_TOKEN_FILE cannot be read: ${file}`);
    }
    return {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion.trim(),
    };
  }
  const secret = variables.AZURE_CLIENT_SECRET;
  return secret === undefined || secret === '' ? undefined : { client_secret: secret };
}

/** @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function applicationToken(
  environment: Environment,
  cloud: GraphCloud,
  directory: string,
  client: string,
  proof: Readonly<Record<string, string>>,
): Promise<string> {
  if (!/^[A-Za-z0-9.-]{1,253}$/.test(directory)) {
    throw new TokenwardError('COLLECT_DENIED', 'The tenant must be its id or one of its domains.');
  }
  const body = await environment.exchange(`${cloud.login}/${directory}/oauth2/v2.0/token`, {
    grant_type: 'client_credentials',
    client_id: client,
    scope: `${cloud.graph}/.default`,
    ...proof,
  });
  const token = isFields(body) ? at(body, 'access_token') : undefined;
  if (typeof token === 'string' && token !== '') return token;
  throw new TokenwardError('COLLECT_DENIED', `${cloud.login} gave no token for the application ${client}.`);
}
