// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createEnricher } from './enrich.ts';
import { placeholders, placeholderValues } from './placeholders.ts';

describe('placeholderValues', () => {
  test.each([
    ['FociClients', '1fec8e78-bce4-4aaf-ab1b-5451cc387264'],
    ['FirstPartyPhishedClients', 'aebc6443-996d-45c2-90f0-388ff96faa56'],
    ['AbusedClients', 'ff8d92dc-3d82-41d6-bcbd-b9174d163620'],
    ['RiskyScopes', 'Mail.ReadWrite'],
    ['RiskyAppRoles', 'AppRoleAssignment.ReadWrite.All'],
    ['RiskyAppRoleIds', '06b708a9-e830-4db3-a914-8e69da51d44f'],
    ['GoogleRestrictedScopes', 'https://mail.google.com/'],
    ['RiskyGoogleScopes', 'https://www.googleapis.com/auth/cloud-platform'],
    ['RiskyGithubScopes', 'workflow'],
    ['OfflineAccessScopes', 'offline_access'],
    ['HostingAsns', '24940'],
    ['VpnAsns', '39351'],
    ['TorAsns', '60729'],
    ['CloudAsns', '16509'],
    ['HumanKubernetesClients', 'kubectl'],
    ['ScriptedAgents', 'curl'],
    ['AttackToolAgents', 'trufflehog'],
  ])('%s holds %s', (name, value) => {
    expect(placeholderValues(name)).toContain(value);
  });

  test.each(Object.keys(placeholders))('%s holds no empty value and none twice', (name) => {
    const values = placeholderValues(name) ?? [];
    expect(values.length).toBeGreaterThan(0);
    expect(values).not.toContain('');
    expect(new Set(values).size).toBe(values.length);
  });

  test('what is common to harmless applications is not risky', () => {
    expect(placeholderValues('RiskyScopes')).not.toContain('User.Read');
    expect(placeholderValues('RiskyScopes')).not.toContain('offline_access');
    expect(placeholderValues('HostingAsns')).not.toContain('8075');
  });

  test('a family that a placeholder names is one that the table of agents can give', () => {
    const { agentFamily } = createEnricher({ networks: [] });
    const agents: Record<string, string> = {
      lens: 'Lens/6.5',
      'go-http': 'Go-http-client/1.1',
      dotnet: '.NET/8',
      hydra: 'x (Hydra)',
    };
    agents.kali = 'curl/8 kali-linux';
    agents.parrot = 'Parrot Security';
    agents.grimoire = 'exec-env/grimoire_1';
    for (const name of ['HumanKubernetesClients', 'ScriptedAgents', 'AttackToolAgents']) {
      for (const family of placeholderValues(name) ?? [])
        expect(agentFamily(agents[family] ?? `${family}/1.0`)).toBe(family);
    }
  });

  test.each(['', 'Nothing', '__proto__', 'constructor', 'fociclients'])('%j is no placeholder', (name) => {
    expect(placeholderValues(name)).toBeUndefined();
  });
});
