// SPDX-License-Identifier: Apache-2.0
// A real HTTP server that answers as a test says, with faults on the way.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** The head promises more than comes. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'half-json' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'silence' };

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

export interface ScriptedServer {
  readonly origin: string;
  /** `METHOD path` of each request, in the order they came, with the authorization that it had. */
  readonly requests: { readonly path: string; readonly authorization: string | undefined; readonly body: string }[];
  close(): Promise<void>;
}

function fail(fault: Fault, response: ServerResponse): void {
  if (fault.kind === 'status') {
    response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
    response.end(fault.body ?? '{"message":"not now"}');
  } else if (fault.kind === 'cut') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('[{"a":');
    setTimeout(() => response.destroy(), 1);
  } else if (fault.kind === 'half-json') response.end('[{"a":1},{"b"');
  else if (fault.kind === 'hang-up') response.destroy();
}

/** @param fault of the n-th request (from 0) of a path; undefined: it is answered */
export async function startServer(
  reply: (path: string, request: IncomingMessage, body: string) => Reply | undefined,
  fault: (path: string, n: number) => Fault | undefined = () => undefined,
): Promise<ScriptedServer> {
  const counts = new Map<string, number>();
  const requests: { path: string; authorization: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ path, authorization: request.headers.authorization, body });
      const n = counts.get(path) ?? 0;
      counts.set(path, n + 1);
      const wrong = fault(path, n);
      if (wrong !== undefined) {
        fail(wrong, response);
        return;
      }
      const answer = reply(path, request, body) ?? { status: 404, body: { message: 'Not Found' } };
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
