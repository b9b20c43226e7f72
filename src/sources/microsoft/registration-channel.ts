// SPDX-License-Identifier: Apache-2.0

/** How somebody worked on the directory; see the field `channel`. */
export type Channel = 'portal' | 'visual-studio' | 'cli' | 'powershell' | 'rest';

// Application ids: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
const channelOfApp: ReadonlyMap<string, Channel> = new Map([
  ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'portal'], // Azure Portal
  ['74658136-14ec-4630-ad9b-26e160ff0fc6', 'portal'], // ADIbizaUX
  ['872cd9fa-d31f-45e0-9eab-6e460a02d1f1', 'visual-studio'], // Visual Studio
  ['aebc6443-996d-45c2-90f0-388ff96faa56', 'visual-studio'], // Visual Studio Code
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'cli'], // Azure CLI
  ['1950a258-227b-4e31-a9cf-717495945fc2', 'powershell'], // Azure PowerShell
  ['14d82eec-204b-4c2f-b7e8-296a70dab67e', 'powershell'], // Microsoft Graph Command Line Tools
  ['1b730954-1685-4b74-9bfd-dac224a7b894', 'powershell'], // Azure AD PowerShell
]);

// The order matters: PowerShell writes "Mozilla/5.0 ... WindowsPowerShell" and VS Code "Mozilla/5.0 ... Chrome".
const channelOfText: readonly (readonly [RegExp, Channel])[] = [
  [/powershell/i, 'powershell'],
  [/visual ?studio/i, 'visual-studio'],
  [/azure[ -]?cli|azsdk-python|\baz\/\d/i, 'cli'],
  [/azure portal|adibizaux|azureportalextension/i, 'portal'],
  [/^mozilla\/5\.0 .*(?:gecko|applewebkit)/i, 'portal'],
];

/**
 * The channel of a change, from the application it came through and the user agent; `undefined` where the record has
 * neither. A browser counts as the portal, and whatever is none of the known tools called the REST interface.
 */
export function registrationChannel(from: {
  readonly appId?: string | undefined;
  readonly appName?: string | undefined;
  readonly agent?: string | undefined;
}): Channel | undefined {
  const known = from.appId === undefined ? undefined : channelOfApp.get(from.appId.toLowerCase());
  if (known !== undefined) return known;
  for (const written of [from.appName, from.agent]) {
    const found = channelOfText.find(([pattern]) => written !== undefined && pattern.test(written));
    if (found !== undefined) return found[1];
  }
  return from.agent === undefined && from.appId === undefined && from.appName === undefined ? undefined : 'rest';
}
