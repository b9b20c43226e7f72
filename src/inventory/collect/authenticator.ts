// SPDX-License-Identifier: Apache-2.0
import { TokenwardError } from '../../model/error.ts';
import type { Answer } from './ask.ts';
import type { Call, CollectOptions, Collector, Environment } from './collector.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * Makes calls with the credentials of the environment. Where they are refused (a token lives an hour, a collection may
 * take longer), they are asked for once more, by all waiting calls together.
 *
 * @returns a function that throws `COLLECT_DENIED` where fresh credentials are refused too
 */
export function createAuthenticator(
  collector: Collector,
  environment: Environment,
  options: CollectOptions,
): (call: Call, make: (headers: Headers) => Promise<Answer>) => Promise<Answer> {
  let generation = 0;
  let headers: Promise<Headers> | undefined;
  const current = (): Promise<Headers> => {
    headers ??= collector.authenticate(environment, options);
    return headers;
  };
  return async (call, make) => {
    const mine = await current();
    const used = generation;
    const answer = await make(mine);
    if (answer.kind !== 'unauthorised') return answer;
    if (used === generation) {
      generation++;
      headers = undefined;
    }
    const again = await make(await current());
    if (again.kind !== 'unauthorised' || call.optional === true) return again;
    throw new TokenwardError(
      'COLLECT_DENIED',
      `${collector.title} refused the credentials at ${call.path}, which needs: ${call.permission}. They are looked for in ${collector.credentials}`,
      { fields: { path: call.path, permission: call.permission } },
    );
  };
}
