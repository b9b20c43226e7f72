// SPDX-License-Identifier: Apache-2.0
// Answers without the secrets in them: they are taken out before anything is done with a body, and never rest on disk.

/** Fields that hold a secret, whoever has them; names without case, `_` and `-`. */
const secretNames: ReadonlySet<string> = new Set([
  'secret',
  'secrettext',
  'clientsecret',
  'clientsecrets',
  'secretkey',
  'secretaccesskey',
  'sharedsecret',
  'sharedkey',
  'signingkey',
  'encryptionkey',
  'webhooksecret',
  'password',
  'passwd',
  'passphrase',
  'privatekey',
  'privatekeydata',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'apitoken',
  'authtoken',
  'sessiontoken',
  'runnerstoken',
  'apikey',
  'bindcredential',
  'credentialdata',
  // A whole manifest as text, that of a Secret with its data.
  'kubectl.kubernetes.io/lastappliedconfiguration',
]);

/** What stands in the place of a secret. */
export const dropped = '‹dropped›';

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

/** Texts in URLs that let in whoever has them: Slack's and Discord's hooks, and parameters that are secrets by their name. */
const inUrls =
  /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[^\s"'?]{1,500}|(?<=\/api\/webhooks\/\d{1,25}\/)[\w-]{1,200}|(?<=[?&](?:token|secret|key|sig|signature|access_token|api_key|apikey|password|private_token|auth)=)[^&\s"']{1,4096}/gi;

/** Values of a chosen field are dropped, also those of a map below it: its keys say enough. */
function dropValues(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : dropped;
  if (Array.isArray(value)) return value.map(dropValues);
  if (typeof value !== 'object' || value === null) return value;
  return fromEntries(Object.entries(value).map(([key, inner]) => [key, dropValues(inner)]));
}

/** Like `Object.fromEntries`, which keeps `__proto__` a key like any other; sizes and order are those of the input. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries);
}

/**
 * A copy of a body without secrets: fields that hold one by their name are dropped (an empty text stays empty, so that
 * "none is set" can still be told), and what looks like a token goes through `scrub`.
 *
 * @param fields names beyond the ones that are always dropped
 */
export function createBodyScrubber(
  scrub: (text: string) => string,
  fields: readonly string[] = [],
): (body: unknown) => unknown {
  const chosen: ReadonlySet<string> = new Set(fields.map(plain));
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return scrub(value.replace(inUrls, dropped));
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const name = plain(key);
        if (chosen.has(name)) return [key, dropValues(inner)];
        if (secretNames.has(name) && typeof inner === 'string') return [key, dropValues(inner)];
        return [scrub(key), clean(inner)];
      }),
    );
  };
  return clean;
}
