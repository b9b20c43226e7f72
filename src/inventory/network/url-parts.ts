// SPDX-License-Identifier: Apache-2.0

export interface UrlParts {
  readonly host: string;
  readonly port: number | undefined;
  /** With the query taken off: it may hold codes and tokens. */
  readonly path: string | undefined;
  readonly cleartext: boolean | undefined;
}

/** Host, port and path of a URL or of `host:port` as proxies log it for CONNECT. Linear, and never throws. */
export function urlParts(text: string): UrlParts | undefined {
  const scheme = /^([a-z][a-z0-9+.-]{0,15}):\/\//i.exec(text);
  const rest = scheme === null ? text : text.slice(scheme[0].length);
  const slash = rest.search(/[/?#]/);
  let authority = slash === -1 ? rest : rest.slice(0, slash);
  authority = authority.slice(authority.lastIndexOf('@') + 1);
  const bracket = authority.startsWith('[') ? authority.indexOf(']') : -1;
  const host = bracket > 0 ? authority.slice(1, bracket) : (authority.split(':')[0] ?? '');
  const behind = bracket > 0 ? authority.slice(bracket + 1) : authority.slice(host.length);
  if (host === '' || host.length > 255) return undefined;
  const port = /^:(\d{1,5})$/.exec(behind)?.[1];
  const name = scheme?.[1]?.toLowerCase();
  const tail = slash === -1 ? undefined : rest.slice(slash);
  return {
    host,
    port: port === undefined ? (name === 'https' ? 443 : name === 'http' ? 80 : undefined) : Number(port),
    path: tail === undefined ? undefined : (tail.split(/[?#]/)[0] ?? '').slice(0, 300),
    cleartext: name === undefined ? undefined : name === 'http',
  };
}
