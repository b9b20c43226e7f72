// SPDX-License-Identifier: Apache-2.0

const exact: ReadonlyMap<string, string> = new Map([
  ['user.session.start', 'issue'],
  ['user.session.end', 'revoke'],
  ['user.session.clear', 'revoke'],
  ['user.session.expire', 'revoke'],
  ['system.api_token.create', 'issue'],
  ['system.api_token.enable', 'issue'],
  ['system.api_token.revoke', 'revoke'],
  ['application.lifecycle.create', 'register'],
  ['app.oauth2.client.lifecycle.create', 'register'],
  ['user.account.privilege.grant', 'grant'],
  ['group.privilege.grant', 'grant'],
  ['iam.role.assign', 'grant'],
]);

/** OAuth events of the organisation's server (`app.oauth2.`) and of custom servers (`app.oauth2.as.`). */
const oauth: readonly (readonly [RegExp, string])[] = [
  [/^app\.oauth2\.(?:as\.)?token\.detect_reuse/, 'refresh'],
  [/^app\.oauth2\.(?:as\.)?token\.grant/, 'issue'],
  [/^app\.oauth2\.(?:as\.)?token\.revoke/, 'revoke'],
  [/^app\.oauth2\.(?:as\.|admin\.)?consent\.grant/, 'grant'],
  [/^app\.oauth2\.(?:as\.|admin\.)?consent\.revoke/, 'revoke'],
  [/^app\.oauth2\.client\.privilege\.grant/, 'grant'],
];

/** Whether an event says that a refresh token came back a second time. */
export function isReuse(eventType: string): boolean {
  return /^app\.oauth2\.(?:as\.)?token\.detect_reuse/.test(eventType);
}

/**
 * The step that an event of Okta's System Log is; `credentialed` is whether a session or a token is named in it.
 *
 * @see https://developer.okta.com/docs/reference/api/event-types/
 */
export function stageOfEvent(
  eventType: string,
  event: { readonly failed: boolean; readonly grantType: unknown; readonly credentialed: boolean },
): string | undefined {
  const stage = exact.get(eventType) ?? oauth.find(([pattern]) => pattern.test(eventType))?.[1];
  if (stage === 'issue' && event.grantType === 'refresh_token') return 'refresh';
  if (stage !== undefined && !(stage === 'issue' && event.failed)) return stage;
  return event.credentialed ? 'use' : undefined;
}
