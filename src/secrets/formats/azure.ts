// SPDX-License-Identifier: Apache-2.0
import { family } from '../family.ts';
import { entropy, isFree, looksRandom, prefixed, type TokenFormat } from '../format.ts';

/** The well-known key of the storage emulator (Azurite) is in its documentation. */
const emulator = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq';

const sharedAccessSignature: TokenFormat = {
  id: 'azure-shared-access-signature',
  what: 'Azure shared access signature',
  keywords: ['&sig=', '?sig=', ';sig='],
  before: 500,
  reach: 400,
  severity: 'high',
  find({ text, at }) {
    const secret = /^[A-Za-z0-9%+/]{40,86}(?:%3[Dd]|=)/.exec(text.slice(at + 5))?.[0];
    if (secret === undefined || !looksRandom(secret, 4)) return undefined;
    const from = Math.max(0, text.slice(0, at).search(/[^\s"'<>]*$/));
    const whole = /^[^\s"'<>]*/.exec(text.slice(from))?.[0] ?? '';
    // sv (version) or skn/sr of Service Bus: a `sig` alone is somebody else's signature.
    if (!/[?&;]s[vr]=/.test(whole) && !/SharedAccessSignature/.test(whole)) return undefined;
    const end = decodeURIComponentSafe(/[?&;]se=([^&;]{8,40})/.exec(whole)?.[1] ?? '');
    const expires = /^\d{9,11}$/.test(end) ? Number(end) * 1000 : Date.parse(end);
    const rights = /[?&;]sp=([a-z]{1,12})/.exec(whole)?.[1];
    return {
      start: at + 5,
      end: at + 5 + secret.length,
      secret,
      facts: rights === undefined ? [] : [`rights ${rights}`],
      ...(Number.isNaN(expires) ? {} : { expires }),
    };
  },
};

function decodeURIComponentSafe(text: string): string {
  return text.replace(/%3A/gi, ':').replace(/%2B/gi, '+');
}

/** Since 2024: 84 characters, with `AZDO` as the 77th to 80th. */
const devopsToken: TokenFormat = {
  id: 'azure-devops-token',
  what: 'Azure DevOps personal access token',
  keywords: ['AZDO'],
  before: 88,
  reach: 12,
  severity: 'high',
  find({ text, at }) {
    const start = at - 76;
    if (start < 0 || !isFree(text, start, /[A-Za-z0-9]$/)) return undefined;
    const secret = /^[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])/.exec(text.slice(start))?.[0];
    if (secret === undefined || !looksRandom(secret, 4)) return undefined;
    return { start, end: start + secret.length, secret };
  },
};

export const azure = family(
  {
    id: 'azure-keys',
    name: 'Azure',
    plural: 'Azure keys and shared access signatures',
    weakness: 'Azure key or shared access signature at rest',
    severity: 'high',
    why: 'The key of a storage account or of Service Bus gives all its data to anybody on the internet, beside every role assignment and conditional access policy; a shared access signature does until it ends, and cannot be taken back alone.',
    revoke: [
      'Make the key anew: `az storage account keys renew --account-name ACCOUNT --key primary` (Service Bus: `az servicebus namespace authorization-rule keys renew`). That ends all signatures made with it.',
      'Switch keys off where you can: `az storage account update --name ACCOUNT --allow-shared-key-access false`.',
    ],
    trufflehog: ['AzureStorage', 'AzureSasToken', 'AzureCosmosDBKeyIdentifiable', 'AzureDevopsPersonalAccessToken'],
  },
  [
    prefixed({
      id: 'azure-storage-key',
      what: 'Azure storage or Cosmos DB key',
      keywords: ['AccountKey='],
      pattern: /AccountKey=([A-Za-z0-9+/]{86}==)/,
      severity: 'critical',
      accept: (secret) => (!secret.startsWith(emulator.slice(0, 40)) && entropy(secret) > 4.5 ? [] : undefined),
    }),
    prefixed({
      id: 'azure-shared-access-key',
      what: 'Azure Service Bus, Event Hubs or IoT key',
      keywords: ['SharedAccessKey='],
      pattern: /SharedAccessKey=([A-Za-z0-9+/]{43}=)/,
      severity: 'high',
      accept: (secret) => (entropy(secret) > 4 ? [] : undefined),
    }),
    sharedAccessSignature,
    devopsToken,
  ],
);
