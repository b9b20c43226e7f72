// SPDX-License-Identifier: Apache-2.0
// Whether a value that stands in the open has the shape of a credential. The value itself is looked at and let go.

/** Longest value that is looked at: keys and certificates are shorter. */
const longest = 16_384;

const shapes: readonly (readonly [string, RegExp])[] = [
  ['private key', /-----BEGIN (?:[A-Z]{1,12} )?PRIVATE KEY-----/],
  ['AWS access key', /(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:[^A-Z0-9]|$)/],
  ['GitHub token', /(?:^|[^A-Za-z0-9])(?:gh[opsur]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9]{20})/],
  ['GitLab token', /(?:^|[^A-Za-z0-9])gl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{16}/],
  ['Slack token', /(?:^|[^A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10}/],
  ['Google API key', /(?:^|[^A-Za-z0-9])AIza[A-Za-z0-9_-]{30}/],
  ['JSON web token', /(?:^|[^A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,4000}\.eyJ[A-Za-z0-9_-]{10}/],
  ['service account key', /"private_key"\s{0,8}:/],
  ['storage account key', /AccountKey=[A-Za-z0-9+/]{40}/],
  ['address with a password', /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:[^\s/@$]{3,200}@/i],
];

const telling =
  /(?:^|[_.\-/])(?:password|passwd|pwd|passphrase|secret|secretkey|token|apikey|api[_.-]?key|access[_.-]?key|secret[_.-]?key|private[_.-]?key|client[_.-]?secret|auth[_.-]?token|credentials?)$/i;

/** `clientSecret` -> `client_Secret`, so that the words of a name stand apart. */
function apart(name: string): string {
  return name.slice(0, 200).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}

/** References, places and switches, which name a secret and hold none. */
const harmless =
  /^(?:$|true$|false$|null$|none$|\d{1,6}$|\/|\.{1,2}\/|file:|\$\(|\$\{|\$[A-Z]|\{\{|<[^>]*>$|vault:|arn:|projects\/|https?:\/\/[^@]*$|x{3,}$|\*{3,}$|changeme$)/i;

/** What a value looks like, in words; undefined where it looks like no credential. */
export function credentialShape(name: string, value: string): string | undefined {
  const head = value.slice(0, longest);
  for (const [what, pattern] of shapes) if (pattern.test(head)) return what;
  if (!telling.test(apart(name))) return undefined;
  const trimmed = head.trim();
  return trimmed.length >= 6 && trimmed.length <= 512 && !harmless.test(trimmed) && !/\s/.test(trimmed)
    ? 'credential by its name'
    : undefined;
}
