// SPDX-License-Identifier: Apache-2.0
// The parts of README.md that the program itself says: what it prints for the examples, and what is covered.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { allChecks as checks } from '../../src/cli/all-checks.ts';
import { analytics, missionRows } from '../../src/cli/coverage.ts';
import { loadRules } from '../../src/cli/load-rules.ts';
import type { RuleBlock } from '../../src/detect/rule-block.ts';
import { type Area, areas } from '../../src/model/check.ts';
import { settingsSchema } from '../../src/model/settings.ts';
import { fence, table } from './markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The headline, the first story and the first finding, as `tokenward detect examples/` prints them. */
export function exampleOutput(): string {
  const text = execFileSync(process.execPath, ['src/cli/main.ts', 'detect', 'examples/', '--quiet'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', TOKENWARD_SETTINGS: '' },
  });
  const [summary = '', finding = ''] = text.split(/^─+$/m, 2);
  const [headline = '', firstStory = ''] = summary.trim().split('\n\n');
  // Up to the second thing to do.
  const [shown = ''] = finding.trim().split(/\n {3}2\. /, 1);
  return [headline, '', firstStory, '', '…', '', shown, '…'].join('\n');
}

/** The headline and the worst weakness, as `tokenward audit examples/audit` prints them. */
export function auditOutput(): string {
  const text = execFileSync(process.execPath, ['src/cli/main.ts', 'audit', 'examples/audit', '--quiet'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', TOKENWARD_SETTINGS: '' },
  });
  const [headline = '', worst = ''] = text.split(/^─+$/m, 2);
  return [headline.trim(), '', worst.trim(), '…'].join('\n');
}

/** Checks by area, with what each area reads. */
export function checksTable(): string {
  const rows = areas.flatMap((area) => {
    const own = checks.filter((it) => it.area === area);
    return own.length === 0 ? [] : [[area, areaTexts[area], String(own.length)]];
  });
  return [
    table(['area', 'what is judged', 'checks'], rows),
    '',
    `${checks.length} checks, [a page each](docs/checks/README.md). [What can be read](docs/inventory.md), from files and live.`,
  ].join('\n');
}

const areaTexts: Readonly<Record<Area, string>> = {
  kubernetes:
    'manifests, rendered charts, exports and live clusters: which pods mount which tokens, who can mint, read or assign them, what admission policies hold, flags of the API server; audit logs show what is used',
  ci: 'workflows of GitHub, GitLab CI, Azure Pipelines and Jenkins; settings, branch rules, tokens, keys and applications of GitHub and Azure DevOps organisations and GitLab groups',
  entra:
    'Microsoft Entra: applications, consent, credentials, roles, conditional access, and a score of each application with its parts',
  google: 'Google Workspace: access of applications, tokens, delegation, sign-in',
  okta: 'Okta: API tokens, applications, sign-on and password policies, authorization servers',
  auth0: 'Auth0: clients, grants, refresh tokens, attack protection',
  aws: 'AWS: access keys, roles and their trust, rights with conditions, boundaries and organisation policies worked out, federation with pipelines',
  gcp: 'Google Cloud: service-account keys, workload identity federation, who can mint tokens, custom roles and deny policies included',
  ad: 'Active Directory and Group Policy, from LDIF, CSV, secedit and GPO backups with Registry.pol',
  accounts:
    'accounts of all providers together, joined with the HR system: dormant, orphaned, leavers with live grants, MFA, standing privilege',
  apps: 'OAuth applications and grants of any provider: third parties, redirect addresses, names that look like others',
  network: 'flow, DNS, proxy and Zeek logs: who talks to metadata, token and API endpoints and should not',
  software: 'legacy protocols, old libraries, versions out of support',
  secrets: 'tokens in files and in the history of Git (`tokenward audit secrets`), and results of other scanners',
};

/** What of each row is seen in the logs, in a sentence. */
const rowTexts: Readonly<Record<(typeof missionRows)[number]['id'], string>> = {
  D1: 'Containers: a service-account token is read, printed or issued, then used from another place, client or account. From the Kubernetes audit log alone, or with Falco or Tetragon.',
  D2: 'Cloud instances: credentials of an instance, container or pod (AWS, Azure, Google Cloud) used off it, or with a client that no service uses; what was done to get them.',
  D3: 'Identity providers (Entra, Okta, Google): an application is registered or trusted, people consent to it, and it uses what they gave away. For Entra and Okta that is one finding with all steps.',
  D4: 'Office suites (Microsoft 365, Google Workspace): an application with a recent, phished or unknown consent reads mail and files, or far more than it used to.',
  D5: 'SaaS (GitHub, GitLab, Slack, Salesforce, Okta, ...): a token or session used from a new network, with a new client, from two places at once, or in bulk.',
  D6: 'CI/CD (GitHub, GitLab, federation to AWS, Entra and Google Cloud): tokens, deploy keys and jobs used off their runners; new ones made; settings weakened.',
  D7: 'Azure managed identities, and service accounts of Google Cloud, used off their resource.',
  D8: 'Refresh tokens and sessions: reuse after rotation, use after revocation, use from elsewhere, use without a sign-in.',
  D9: 'Phishing for consent, authorization codes and device codes, and what followed.',
  D10: 'Malicious registration of applications, with the channel it came through: portal, Visual Studio, CLI, PowerShell or REST.',
};

/** Rows with the number of detections behind each. */
export function coverageTable(): string {
  const { collection, blocks } = loadRules(settingsSchema.parse({}));
  const reported: readonly RuleBlock[] = [...collection.reported]
    .map((key) => blocks.get(key))
    .filter((block) => block !== undefined);
  const elements = analytics.flatMap((it) => it.mutableElements.map((element) => `${it.id}/${element}`));
  const set = elements.filter((element) =>
    reported.some((block) => Object.values(block.settings).some((setting) => setting.mutableElement === element)),
  );
  const rows = missionRows.map(({ id }) => {
    const count = reported.filter((block) => block.rows.includes(id)).length;
    return [id, rowTexts[id], count === 0 ? 'none yet' : String(count)];
  });
  const tunable = `What ATT&CK calls mutable elements (time windows, thresholds, allow lists, ...) are settings: ${set.length} of ${elements.length}.`;
  return table(['row', 'what is seen', 'detections'], [...rows, ['D11', tunable, '']]);
}

/** The README with what stands between its markers made anew. @throws Error where a marker is missing */
export function refreshReadme(readme: string): string {
  const parts: readonly (readonly [string, () => string])[] = [
    ['output', () => fence('text', exampleOutput())],
    ['audit', () => fence('text', auditOutput())],
    ['checks', checksTable],
    ['coverage', coverageTable],
  ];
  return parts.reduce((text, [name, make]) => {
    const begin = `<!-- ${name}: made by npm run docs -->`;
    const end = `<!-- /${name} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from === -1 || to < from) throw new Error(`README.md has no part "${begin}" to "${end}"`);
    return `${text.slice(0, from + begin.length)}\n${make()}\n${text.slice(to)}`;
  }, readme);
}
