// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { registrationChannel } from './registration-channel.ts';

test.each([
  [{ appId: '74658136-14EC-4630-AD9B-26E160FF0FC6' }, 'portal'],
  [{ appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', agent: 'Mozilla/5.0 (X11) Gecko' }, 'cli'],
  [{ appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e' }, 'powershell'],
  [{ appName: 'Visual Studio' }, 'visual-studio'],
  [{ agent: 'Mozilla/5.0 (Windows NT 10.0; en-US) WindowsPowerShell/5.1' }, 'powershell'],
  [{ agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120' }, 'portal'],
  [{ agent: 'python/3.11.8 (Linux) AZURECLI/2.60.0' }, 'cli'],
  [{ agent: 'python-requests/2.32' }, 'rest'],
  [{ appName: 'Deployer' }, 'rest'],
  [{}, undefined],
] as const)('%j is %j', (from, channel) => expect(registrationChannel(from)).toBe(channel));
