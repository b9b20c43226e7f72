// SPDX-License-Identifier: Apache-2.0
// One request and its answer as bytes, whatever makes it.
import { Agent, request as httpsRequest } from 'node:https';
import type { TlsOptions } from './collector.ts';

export interface TransportRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Must be read to its end or be given up with `discard`. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly discard: () => Promise<void>;
}

/** Makes a request without following redirects. @throws where no whole head of an answer came */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The platform's own `fetch`: proxies only as far as Node itself is told to use them. */
export const fetchTransport: Transport = async ({ url, method, headers, body, signal }) => {
  const response = await fetch(url, {
    method,
    headers,
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: response.body ?? nothing(),
    discard: async () => {
      await response.body?.cancel();
    },
  };
};

/** Requests to a server whose certificate is of an authority of its own, or that asks for one of ours. */
export function createTlsTransport(tls: TlsOptions): Transport {
  const agent = new Agent({ ...tls, keepAlive: true, maxSockets: 16 });
  return ({ url, method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        url,
        { agent, method, signal, headers: { ...headers, 'accept-encoding': 'identity' } },
        (incoming) => {
          const flat: Record<string, string> = {};
          for (const [name, value] of Object.entries(incoming.headers)) {
            if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
          }
          resolve({
            status: incoming.statusCode ?? 0,
            headers: flat,
            body: incoming,
            discard: async () => {
              incoming.destroy();
            },
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
}
