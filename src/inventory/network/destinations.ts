// SPDX-License-Identifier: Apache-2.0
// Which hosts and addresses give out tokens. Names are facts of the providers' own documentation.
import { type DestinationClass, imitated } from '../../model/inventory/network.ts';

/** Addresses of metadata services. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html */
export const metadataAddresses: ReadonlyMap<string, string> = new Map([
  ['169.254.169.254', 'instance metadata (AWS, Azure, Google Cloud and others)'],
  ['fd00:ec2::254', 'instance metadata of AWS over IPv6'],
  ['fd20:ce::254', 'instance metadata of Google Cloud over IPv6'],
  ['169.254.170.2', 'credentials of ECS tasks'],
  ['169.254.170.23', 'EKS Pod Identity'],
  ['fd00:ec2::23', 'EKS Pod Identity over IPv6'],
  ['168.63.129.16', 'the platform address of Azure (WireServer)'],
  ['100.100.100.200', 'instance metadata of Alibaba Cloud'],
]);

/** Names that stand for them on purpose. */
const metadataNames = new Set([
  'metadata.google.internal',
  'metadata',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.azure.internal',
]);

const tokenHosts = new Set([
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'sts.windows.net',
  'login.live.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
  'device.login.microsoftonline.com',
  'oauth2.googleapis.com',
  'accounts.google.com',
  'sts.googleapis.com',
  'iamcredentials.googleapis.com',
  'sts.amazonaws.com',
  'signin.aws.amazon.com',
  'token.actions.githubusercontent.com',
  'vstoken.dev.azure.com',
  'app.vssps.visualstudio.com',
]);
const tokenSuffixes = /\.(?:okta|oktapreview|okta-emea|auth0|onelogin|amazoncognito|b2clogin|ciamlogin)\.com$/;
const awsTokenHosts = /^(?:sts|oidc|portal\.sso|sts-fips)\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/;
const apiServerHosts = /\.(?:eks\.amazonaws\.com|azmk8s\.io|gke\.goog)$/;

const dnsHosts = new Set([
  'dns.google',
  'dns.google.com',
  'cloudflare-dns.com',
  'mozilla.cloudflare-dns.com',
  'chrome.cloudflare-dns.com',
  'one.one.one.one',
  'dns.quad9.net',
  'dns9.quad9.net',
  'doh.opendns.com',
  'dns.nextdns.io',
  'doh.cleanbrowsing.org',
  'dns.adguard-dns.com',
  'doh.mullvad.net',
]);
const dnsAddresses = new Set([
  '8.8.8.8',
  '8.8.4.4',
  '1.1.1.1',
  '1.0.0.1',
  '9.9.9.9',
  '149.112.112.112',
  '208.67.222.222',
  '208.67.220.220',
]);

/** Pages on which a person types the code that a device shows. */
const devicePages: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:www\.)?microsoft\.com$|^login\.microsoft\.com$/, /^\/(?:devicelogin|device)\b/i],
  [/^aka\.ms$/, /^\/devicelogin\b/i],
  [/^login\.microsoftonline\.(?:com|us)$/, /^\/[^/]+\/oauth2\/deviceauth\b/i],
  [/^github\.com$/, /^\/login\/device\b/i],
  [/^(?:www|accounts)\.google\.com$/, /^\/(?:device\b|o\/oauth2\/device\/usercode)/i],
  [/\.(?:okta|oktapreview|okta-emea)\.com$/, /^\/activate\b/i],
];
const deviceHosts = /^device\.sso\.[a-z0-9-]+\.amazonaws\.com$|^microsoft\.com\/devicelogin$/;

const longNames =
  /microsoftonline|office365|googleapis|amazonaws|(?:okta|github|google|microsoft|azure|aws)-?(?:login|signin|sso|auth|oauth|verify|account|secure)|(?:login|signin|sso|auth|oauth|verify|account|secure)-?(?:okta|github|google|microsoft|azure|aws)/;
const owned =
  /(?:^|\.)(?:microsoft|microsoftonline|microsoftonline-p|microsoftazuread-sso|office365|office|live|windows|azure|google|googleapis|googleusercontent|github|githubusercontent|githubassets|amazonaws|amazon|okta|oktacdn|oktapreview|auth0|onelogin|gitlab|cloudapp)\.(?:com|net|us|cn|io|de|ms|dev)$/;

export interface Destination {
  readonly class: DestinationClass;
  readonly target: string;
}

const memory = new Map<string, Destination | undefined>();

/** Where a host name leads; names in any case, with a dot at the end or not. */
export function classifyHost(name: string, path?: string): Destination | undefined {
  if (name.length > 255) return undefined;
  const host = name.endsWith('.') ? name.slice(0, -1).toLowerCase() : name.toLowerCase();
  if (path !== undefined) {
    for (const [hosts, pages] of devicePages) {
      if (hosts.test(host) && pages.test(path))
        return { class: 'device-code', target: `${host}${/^\/[\w./-]{0,60}/.exec(path)?.[0] ?? ''}` };
    }
    if (host === 'github.com' && path.startsWith('/login/oauth/'))
      return { class: 'token-endpoint', target: 'github.com/login/oauth' };
    if (host === 'slack.com' && path.startsWith('/api/oauth'))
      return { class: 'token-endpoint', target: 'slack.com/api/oauth' };
    if (host === 'gitlab.com' && path.startsWith('/oauth/'))
      return { class: 'token-endpoint', target: 'gitlab.com/oauth' };
  }
  if (memory.has(host)) return memory.get(host);
  const found = byHost(host);
  if (memory.size > 100_000) memory.clear();
  memory.set(host, found);
  return found;
}

function byHost(host: string): Destination | undefined {
  if (metadataAddresses.has(host) || metadataNames.has(host)) return { class: 'metadata', target: host };
  if (deviceHosts.test(host)) return { class: 'device-code', target: host };
  if (tokenHosts.has(host) || tokenSuffixes.test(host) || awsTokenHosts.test(host))
    return { class: 'token-endpoint', target: host };
  if (apiServerHosts.test(host)) return { class: 'api-server', target: host };
  if (dnsHosts.has(host)) return { class: 'encrypted-dns', target: host };
  return couldImitate(host) ? { class: 'look-alike', target: host } : undefined;
}

/** Whether a host is worth a closer look; whether it looks alike is for the check to say. */
function couldImitate(host: string): boolean {
  if (owned.test(host) || !host.includes('.')) return false;
  for (const known of ['login.microsoftonline.com', 'accounts.google.com', 'github.com', 'okta.com']) {
    if (host.includes(`${known}.`) || host.includes(`${known}-`)) return true;
  }
  const labels = host.split('.');
  const label = labels.at(-2) ?? '';
  if (longNames.test(label)) return true;
  if (label.startsWith('xn--')) return true;
  const plain = label
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('3', 'e')
    .replaceAll('5', 's')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
  return imitated.some(
    (it) =>
      label !== it &&
      Math.abs(plain.length - it.length) <= 2 &&
      (plain === it || (it.length > 5 && (plain.slice(0, 3) === it.slice(0, 3) || plain.slice(-3) === it.slice(-3)))),
  );
}

/** Where an address and port lead. */
export function classifyAddress(address: string, port: number | undefined): Destination | undefined {
  if (port === 6443) return { class: 'api-server', target: address };
  // Of the platform address of Azure, DNS and DHCP are everyday; its web server is not.
  if (metadataAddresses.has(address)) {
    return address === '168.63.129.16' && port !== 80 && port !== 32526
      ? undefined
      : { class: 'metadata', target: address };
  }
  if ((port === 443 || port === 853) && dnsAddresses.has(address)) return { class: 'encrypted-dns', target: address };
  return undefined;
}

/** Names that may resolve to a metadata address. */
export function isMetadataName(name: string): boolean {
  const host = name.toLowerCase().replace(/\.$/, '');
  return (
    metadataNames.has(host) ||
    metadataAddresses.has(host) ||
    host.endsWith('.internal') ||
    host.endsWith('.in-addr.arpa')
  );
}
