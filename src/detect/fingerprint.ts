// SPDX-License-Identifier: Apache-2.0
// Secrets never rest: what looks like a token is replaced by a fingerprint before anything keeps it.
import { createHmac } from 'node:crypto';

/**
 * Shapes of secrets of the common issuers. Each is linear: fixed prefixes and bounded character classes, no nested
 * repetition. Ids of credentials (access-key ids, GUIDs, jti) are not secrets and stay readable.
 */
const secretPatterns: readonly RegExp[] = [
  // JSON Web Tokens and other JOSE compact forms.
  /\beyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{4,16384}(?:\.[A-Za-z0-9_-]{0,8192}){0,3}/g,
  // Encrypted with a key that both know, there is nothing between the first two dots.
  /\beyJ[A-Za-z0-9_-]{8,8192}\.\.[A-Za-z0-9_-]{4,1024}(?:\.[A-Za-z0-9_-]{0,16384}){0,2}/g,
  // GitHub, GitLab, Slack, npm, PyPI, Docker, Vault, Databricks, Stripe-like keys: a prefix and a body.
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g,
  /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_=.-]{16,320}/g,
  /\bxox[abceoprs](?:\.xox[bp])?-[A-Za-z0-9.-]{10,512}/g,
  /\bxapp-\d-[A-Za-z0-9-]{10,512}/g,
  /\bnpm_[A-Za-z0-9]{30,64}/g,
  /\bpypi-[A-Za-z0-9_-]{32,512}/g,
  /\b(?:dckr_pat_|hv[sbr]\.|dapi|sk_live_|rk_live_|sk-ant-|sk-proj-|00D[A-Za-z0-9]{12}!)[A-Za-z0-9._-]{16,512}/g,
  // Google access and refresh tokens, OAuth codes, API keys.
  /\bya29\.[A-Za-z0-9_-]{20,2048}/g,
  /\b1\/\/0[A-Za-z0-9_-]{20,512}/g,
  /\b4\/0A[A-Za-z0-9_-]{20,512}/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\bGOCSPX-[A-Za-z0-9_-]{20,64}/g,
  // Entra refresh tokens (v1 and v2 forms), client secrets, storage keys in connection strings, SAS signatures.
  /\b[01]\.A[A-Za-z0-9_-]{3}[A-Za-z0-9_.-]{60,4096}/g,
  /\bM\.[CR]\d{3}_[A-Z0-9]{2,8}\.[A-Za-z0-9!*_.-]{40,4096}/g,
  /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}/g,
  /(?<=\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[A-Za-z0-9+/=%&.-]{20,512}/g,
  /(?<=[?&]sig=)[A-Za-z0-9%+/=_-]{20,256}/g,
  // AWS: session tokens and anything named as a secret key.
  /\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|AQoDYXdz)[A-Za-z0-9+/=]{40,4096}/g,
  /(?<=\b(?:aws_secret_access_key|secretAccessKey|SecretAccessKey)["']{0,2}[ ]?[:=][ ]?["']{0,2})[A-Za-z0-9+/]{40}/g,
  // Okta API tokens, bearer headers, passwords in URLs, and parameters that hold secrets by name.
  /\b00[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/g,
  /(?<=\b(?:SSWS|Bearer|bearer|Basic)[ +]|(?:Bearer|Basic)%20)[A-Za-z0-9._~+/=-]{12,16384}/g,
  /(?<=\b(?:access_token|refresh_token|id_token|client_secret|device_code|client_assertion|assertion|password|code_verifier|private_token|job_token)["']{0,2}(?:=|:|%3D)[ ]?["']{0,2})[^&\s"',;}]{8,16384}/g,
  /(?<=[a-z]:\/\/[^\s/:@]{1,128}:)[^\s/@]{4,512}(?=@)/g,
  /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[A-Za-z0-9+/=\s\\-]{0,16384}/g,
];

/** What every pattern above needs somewhere: most texts have none of it and are done after one pass. */
const hint =
  /eyJ|gh[pousr]_|github_pat_|gl[a-z]{2,5}-|xox|xapp-|npm_|pypi-|dckr_pat_|hv[sbr]\.|dapi|_live_|sk-|00[A-Za-z0-9_-]{12}|ya29|1\/\/0|4\/0A|AIza|GOCSPX|[01]\.A|M\.[CR]\d|Q~|Key|Signature=|sig=|IQoJ|FwoG|AQoD|SSWS|[Bb]earer|Basic|token|secret|device_code|assertion|password|verifier|:\/\/[^\s/]{0,128}:|BEGIN/;

const longest = 65_536;

/**
 * Fingerprint of a secret: `‹secret 3f2a9c01 …abcd›`, a keyed hash and its last four characters. The same secret gives
 * the same fingerprint under the same key, so that uses of one token still line up.
 *
 * @param key - defaults to a fixed one, which keeps finding ids the same from run to run
 */
export function fingerprint(secret: string, key = 'tokenward'): string {
  const digest = createHmac('sha256', key).update(secret).digest('hex').slice(0, 12);
  return `‹secret ${digest} …${secret.slice(-4)}›`;
}

/** Names, addresses and agents come again and again: the results of short texts are kept for a while. */
const shortest = 16;
const remembered = new Map<string, string>();
const mostRemembered = 20_000;
const longestRemembered = 256;

const guidLength = 36;

/** Whether a text is a GUID: most ids are, and none holds a secret, though some look like the beginning of one. */
function isGuid(text: string): boolean {
  if (text.length !== guidLength) return false;
  for (let at = 0; at < guidLength; at++) {
    const code = text.charCodeAt(at);
    const dash = at === 8 || at === 13 || at === 18 || at === 23;
    if (dash ? code !== 0x2d : !((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}

function replaceSecrets(text: string, key: string | undefined): string {
  if (text.length <= longest && !hint.test(text)) return text;
  let clean = text.length > longest ? `${text.slice(0, longest)}…` : text;
  for (const pattern of secretPatterns) {
    clean = clean.replace(pattern, (secret) => (secret.startsWith('‹') ? secret : fingerprint(secret, key)));
  }
  return clean;
}

/** `text` with everything token-shaped replaced by its fingerprint. Texts over 64 KiB are cut there first. */
export function scrub(text: string, key?: string): string {
  if (text.length < shortest || isGuid(text)) return text;
  if (text.length > longestRemembered || key !== undefined) return replaceSecrets(text, key);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const clean = replaceSecrets(text, key);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, clean);
  return clean;
}
