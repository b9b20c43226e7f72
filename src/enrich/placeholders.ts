// SPDX-License-Identifier: Apache-2.0
import { tsvRows } from './lists.ts';
import { readList } from './load.ts';
import { createClassifier } from './network-class.ts';

/**
 * The lists that rules may name with Sigma's `expand` modifier, as in `client.id|expand: '%FociClients%'`; each entry
 * says what its values are compared with.
 */
export const placeholders: Readonly<
  Record<string, { readonly description: string; readonly values: () => readonly string[] }>
> = {
  FociClients: {
    description: 'ids of Microsoft clients that share refresh tokens (client.id)',
    values: () => firstColumn('foci-clients.tsv'),
  },
  FirstPartyPhishedClients: {
    description: "ids of Microsoft's own clients that attackers ask victims to sign in to (client.id)",
    values: () => firstColumn('phished-clients.tsv'),
  },
  AbusedClients: {
    description: 'ids of third-party applications that attackers add (client.id)',
    values: () => firstColumn('abused-apps.tsv'),
  },
  RiskyScopes: {
    description:
      'delegated permissions of Graph and Exchange that we rate high or critical; not offline_access (scopes)',
    values: () => judged('delegated', ['graph', 'exchange']),
  },
  RiskyAppRoles: {
    description:
      'application permissions of Graph and Exchange that we rate high or critical, or ScubaGear critical (scopes)',
    values: () =>
      distinct([...judged('application', ['graph', 'exchange']), ...ratedCritical().map(({ name }) => name)]),
  },
  RiskyAppRoleIds: {
    description: 'the same application permissions by their ids',
    values: () => {
      const names = new Set(judged('application', ['graph', 'exchange']));
      const ids = applicationPermissions().flatMap(({ id, name, critical }) =>
        critical || names.has(name) ? [id] : [],
      );
      return distinct(ids.filter((id) => id !== ''));
    },
  },
  GoogleRestrictedScopes: {
    description: 'OAuth scopes that Google calls restricted (scopes)',
    values: () => rows('google-scopes.tsv').flatMap(([scope = '', kind]) => (kind === 'restricted' ? [scope] : [])),
  },
  RiskyGoogleScopes: {
    description: 'Google OAuth scopes that we rate high or critical (scopes)',
    values: () => rows('google-scopes.tsv').flatMap(([scope = '', , , risk]) => (isHigh(risk) ? [scope] : [])),
  },
  RiskyGithubScopes: {
    description: 'GitHub OAuth scopes that we rate high or critical (scopes)',
    values: () => distinct(judged('delegated', ['github'])),
  },
  OfflineAccessScopes: {
    description: 'scopes that let an application stay signed in (scopes)',
    values: () => ['offline_access'],
  },
  HostingAsns: {
    description: 'numbers of autonomous systems of hosting companies (network.asn); network.class knows more, by name',
    values: () => asns('hosting'),
  },
  VpnAsns: { description: 'numbers of autonomous systems of VPN services (network.asn)', values: () => asns('vpn') },
  TorAsns: { description: 'numbers of autonomous systems of Tor exits (network.asn)', values: () => asns('tor') },
  CloudAsns: { description: 'numbers of autonomous systems of clouds (network.asn)', values: () => asns('cloud') },
  HumanKubernetesClients: {
    description: 'families of tools that people use on a cluster (agent.family)',
    values: () => ['kubectl', 'k9s', 'lens', 'headlamp', 'helm'],
  },
  ScriptedAgents: {
    description: 'families of libraries and tools that scripts use (agent.family)',
    values: () =>
      'curl wget httpie python node go-http java ruby php perl rust dotnet powershell postman insomnia'.split(' '),
  },
  AttackToolAgents: {
    description: 'families of tools made for attacks or for testing defences (agent.family)',
    values: () =>
      (
        'trufflehog peirates kubiscan kube-hunter kubeletctl kdigger roadtools aadinternals azurehound microburst graphrunner ' +
        'tokentactics teamfiltration evilginx pacu cloudfox scoutsuite stratus-red-team grimoire nuclei nmap nikto sqlmap ' +
        'hydra zgrab kali parrot burp'
      ).split(' '),
  },
};

const known = new Map<string, readonly string[]>();

/** The values of a placeholder, without the per cent signs, or `undefined` where there is none of that name. */
export function placeholderValues(name: string): readonly string[] | undefined {
  const ready = known.get(name);
  if (ready !== undefined) return ready;
  if (!Object.hasOwn(placeholders, name)) return undefined;
  const values = placeholders[name]?.values();
  if (values !== undefined) known.set(name, values);
  return values;
}

function rows(list: string): readonly (readonly string[])[] {
  return [...tsvRows(readList(list))];
}

function firstColumn(list: string): readonly string[] {
  return rows(list).map(([first = '']) => first);
}

function judged(kind: 'delegated' | 'application', apis: readonly string[]): readonly string[] {
  return distinct(
    rows('permission-risk.tsv').flatMap(([api = '', ofKind = '', name = '', risk]) =>
      apis.includes(api) && (ofKind === kind || ofKind === '*') && isHigh(risk) ? [name] : [],
    ),
  );
}

function applicationPermissions(): readonly {
  readonly id: string;
  readonly name: string;
  readonly critical: boolean;
}[] {
  return rows('permissions.tsv').flatMap(([api, kind, id = '', name = '', , scuba]) =>
    (api === 'graph' || api === 'exchange') && kind === 'application'
      ? [{ id, name, critical: scuba === 'critical' }]
      : [],
  );
}

function ratedCritical(): readonly { readonly name: string }[] {
  return applicationPermissions().filter(({ critical }) => critical);
}

function asns(kind: 'hosting' | 'vpn' | 'tor' | 'cloud'): readonly string[] {
  return createClassifier(readList('networks.tsv'), '').numbers(kind).map(String);
}

function isHigh(risk: string | undefined): boolean {
  return risk === 'high' || risk === 'critical';
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
