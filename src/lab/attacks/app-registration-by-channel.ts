// SPDX-License-Identifier: Apache-2.0
import { minute } from '../clock.ts';
import { type Attack, victim } from '../context.ts';
import { registration } from '../sources/entra-audit.ts';
import { attackers, storyOf } from './story.ts';

const name = 'app-registration-by-channel';
const rows = ['D10'] as const;
const step = storyOf(name, rows);

/** The agent that each way of registering an application leaves in the audit log. */
const channels = [
  ['portal', undefined],
  ['visual-studio', 'VisualStudio/17.14.36518.9 (Windows NT 10.0; Microsoft Visual Studio)'],
  ['cli', 'AZURECLI/2.77.0 (HOMEBREW) azsdk-python-core/1.35.0 Python/3.13.7 (macOS-15.6-arm64-arm-64bit-Mach-O)'],
  ['powershell', 'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.26100; en-US) PowerShell/7.5.3'],
  ['rest', 'python-requests/2.32.4'],
] as const;

/** One application each is registered through the portal, an IDE, the command line, PowerShell and the REST interface. */
export const appRegistrationByChannel: Attack = {
  name,
  title: 'Applications are registered through five channels from a new network',
  rows,
  sources: ['entra.audit'],
  steps: (lab, start) => {
    const { random } = lab;
    const person = victim(lab, start);
    return channels.flatMap(([channel, agent], index) =>
      step(
        `register-${channel}`,
        ...registration(
          lab,
          start + index * 4 * minute,
          person,
          {
            name: `Sync Service ${index + 1}`,
            id: random.guid(),
            servicePrincipal: random.guid(),
            objectId: random.guid(),
            publisher: '',
            scopes: [],
            replyUrl: 'https://sync-service.example.org/auth',
          },
          agent ?? person.device.agent,
          { ip: attackers.digitalOcean.ip, delay: 2 * minute },
        ),
      ),
    );
  },
};
