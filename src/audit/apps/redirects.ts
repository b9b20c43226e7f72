// SPDX-License-Identifier: Apache-2.0
// Addresses that codes and tokens are sent to.

/** Services that shorten addresses: who owns the short one sends it anywhere. */
const shorteners: ReadonlySet<string> = new Set([
  'bit.ly',
  'tinyurl.com',
  't.co',
  'goo.gl',
  'ow.ly',
  'is.gd',
  'buff.ly',
  'cutt.ly',
  'rebrand.ly',
  'rb.gy',
  'shorturl.at',
  'aka.ms',
  't.ly',
  'lnkd.in',
]);

/** Hosts under which anybody gets a name, also one that its last owner gave up. */
const freeNames: readonly string[] = [
  'azurewebsites.net',
  'cloudapp.net',
  'cloudapp.azure.com',
  'azureedge.net',
  'azurefd.net',
  'trafficmanager.net',
  'azurestaticapps.net',
  'blob.core.windows.net',
  'web.core.windows.net',
  'azurecontainer.io',
  'azurecontainerapps.io',
  'herokuapp.com',
  'netlify.app',
  'vercel.app',
  'github.io',
  'gitlab.io',
  'pages.dev',
  'workers.dev',
  'web.app',
  'firebaseapp.com',
  'appspot.com',
  'run.app',
  'cloudfunctions.net',
  'amazonaws.com',
  'cloudfront.net',
  'elasticbeanstalk.com',
  'onrender.com',
  'fly.dev',
  'surge.sh',
  'repl.co',
  'replit.app',
  'glitch.me',
  'ngrok.io',
  'ngrok.app',
  'ngrok-free.app',
  'trycloudflare.com',
  'loca.lt',
  'serveo.net',
  'devtunnels.ms',
  'bubbleapps.io',
  'wixsite.com',
];

export interface Redirect {
  readonly uri: string;
  readonly type: string;
}

/** The host of an address on the web; undefined where it has none (native schemes). */
export function hostOf(uri: string): string | undefined {
  const match = /^https?:\/\/([^/?#]{1,300})/i.exec(uri);
  if (match === null) return undefined;
  const authority = (match[1] ?? '').toLowerCase();
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : host.replace(/:\d{1,5}$/, '');
}

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) ||
    host === '[::1]'
  );
}

/**
 * Why a code that is sent here may go to somebody else; undefined where it does not.
 *
 * @param alone whether the application has loopback addresses only: a program on the developer's machine
 */
export function dangerOf(
  { uri, type }: Redirect,
  alone: boolean,
): { readonly why: string; readonly grave: boolean } | undefined {
  const host = hostOf(uri);
  if (/^(?:javascript|data):/i.test(uri)) return { why: 'is a script', grave: true };
  if (host === undefined) return undefined;
  if (uri.includes('*')) return { why: 'has a wildcard', grave: true };
  if (/^https?:\/\/[^/?#]*@/i.test(uri)) return { why: 'hides its host behind a user name', grave: true };
  if (isLoopback(host)) {
    if (/^http:\/\/localhost:\d{1,5}\/access\/?$/i.test(uri))
      return { why: 'is the address that a known phishing kit uses', grave: true };
    // Programs on desktops listen on the loopback address, which leaves the machine by no way.
    return type === 'native' || alone
      ? undefined
      : { why: 'leads to the machine of whoever follows it, beside real addresses', grave: false };
  }
  if (/^\d{1,3}(?:\.\d{1,3}){3}$|^\[/.test(host)) return { why: 'is an address without a name', grave: true };
  if (shorteners.has(host)) return { why: 'is of a service that shortens addresses', grave: true };
  if (/^http:/i.test(uri)) return { why: 'is not encrypted', grave: true };
  return undefined;
}

/** The service under which anybody may have the name; undefined where the host is of a domain of somebody's own. */
export function freeNameOf(host: string): string | undefined {
  return freeNames.find((it) => host.endsWith(`.${it}`));
}

/** The part of a host that somebody registers, as far as it can be told without the list of all suffixes. */
export function registeredLabel(host: string): string {
  const parts = host.split('.');
  const short =
    parts.length > 2 && /^(?:co|com|org|net|ac|gov)$/.test(parts.at(-2) ?? '') && (parts.at(-1) ?? '').length === 2;
  return parts.at(short ? -3 : -2) ?? host;
}

/** The registered domain, as far as it can be told. */
export function registeredDomain(host: string): string {
  const label = registeredLabel(host);
  const parts = host.split('.');
  return parts.slice(parts.lastIndexOf(label)).join('.');
}
