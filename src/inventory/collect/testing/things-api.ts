// SPDX-License-Identifier: Apache-2.0
// The made-up API that the tests of the runner ask.
import { TokenwardError } from '../../../model/error.ts';
import { type Fault, type Reply, type ScriptedServer, startServer } from './scripted-server.ts';

/** Three pages of two things, and parts of each. */
function api(path: string): Reply | undefined {
  const page = /^\/things(?:\?page=(\d))?$/.exec(path);
  if (page !== null) {
    const n = Number(page[1] ?? 1);
    const link: Record<string, string> = n < 3 ? { link: `</things?page=${n + 1}>; rel="next"` } : {};
    return { headers: link, body: [{ id: n * 2 }, { id: n * 2 + 1 }] };
  }
  if (/^\/things\/\d\/parts$/.test(path)) return { body: [{ part: path }] };
  return path === '/others' ? { body: { none: true } } : undefined;
}

/** Serves it, with faults on the way; Link headers have whole addresses. */
export async function startThings(
  fault?: (path: string, n: number) => Fault | undefined,
  reply?: Parameters<typeof startServer>[0],
): Promise<ScriptedServer> {
  let origin = '';
  const absolute = (path: string): Reply | undefined => {
    const answer = api(path);
    const link = answer?.headers?.link?.replace('</', `<${origin}/`);
    return answer === undefined || link === undefined ? answer : { ...answer, headers: { link } };
  };
  const server = await startServer(reply ?? absolute, fault);
  origin = server.origin;
  return server;
}

/** The error that a run ends with. */
export async function failure(promise: Promise<unknown>): Promise<TokenwardError> {
  const error: unknown = await promise.then(
    () => undefined,
    (it: unknown) => it,
  );
  if (!(error instanceof TokenwardError)) throw new Error(`it did not fail as it should: ${String(error)}`);
  return error;
}

/** Milliseconds that real connections may take in tests. */
export const quick = { timeoutMs: 2_000 };
