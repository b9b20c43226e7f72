// SPDX-License-Identifier: Apache-2.0
import type { Rejected, RunResult } from '../../model/account.ts';
import type { Evidence, Finding, Story } from '../../model/finding.ts';
import { severities } from '../../model/finding.ts';

const day = '2026-03-02';
const at = (clock: string): string => `${day}T${clock}.000Z`;

function step(clock: string, line: number, note: string, more: Partial<Evidence> = {}): Evidence {
  return {
    source: 'kubernetes.audit',
    time: at(clock),
    eventId: `event-${line}`,
    file: 'logs/cluster-a/audit.jsonl',
    line,
    note,
    ...more,
  };
}

const base = {
  confidence: 'high',
  maturity: 'stable',
  attack: { techniques: ['T1528'], analytics: ['AN1423'] },
  mitigations: ['M1018'],
  falsePositives: [],
} as const satisfies Partial<Finding>;

const podToken = { kind: 'bound-token', id: 'jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10' };
const podAccount = { kind: 'service-account', id: 'system:serviceaccount:payments:api', name: 'payments/api' };
const attacker = {
  ip: '198.51.100.77',
  asn: 64_500,
  as: 'Example Hosting',
  country: 'NL',
  class: 'hosting',
};

const outside: Finding = {
  ...base,
  id: 'f-7c1d20aa90b1',
  rule: 'k8s_bound_token_outside_its_pod',
  title: 'Pod token used from outside the cluster',
  summary:
    'The token of pod api-6d9f in payments was used from 198.51.100.77 at a hosting company, 3 minutes after somebody read it in the pod.',
  severity: 'critical',
  time: at('10:18:12'),
  firstSeen: at('10:14:02'),
  lastSeen: at('10:31:40'),
  count: 4,
  principal: podAccount,
  credential: podToken,
  client: { kind: 'agent', id: 'kubectl/v1.31.0 (linux/amd64)', name: 'kubectl' },
  network: attacker,
  resource: { kind: 'secret', id: 'payments/card-gateway' },
  evidence: [
    step('10:14:02', 1204, 'The token was handed out to pod api-6d9f', {
      stage: 'issue',
      action: 'create serviceaccounts/token',
      ip: '192.0.2.10',
      principal: 'system:node:node-3',
      agent: 'kubelet/v1.31.0',
    }),
    step('10:15:00', 1377, 'A shell was opened in the pod by somebody who never did so before', {
      stage: 'read',
      action: 'create pods/exec',
      ip: '192.0.2.44',
      principal: 'dev-kim@example.com',
      agent: 'kubectl/v1.31.0',
      resource: 'payments/api-6d9f',
    }),
    step('10:18:12', 1490, 'First use from outside the cluster', {
      stage: 'use',
      action: 'list secrets',
      ip: '198.51.100.77',
      principal: 'system:serviceaccount:payments:api',
      agent: 'kubectl/v1.31.0',
      resource: 'payments',
    }),
    step('10:31:40', 1881, 'A secret was read with it', {
      stage: 'use',
      action: 'get secrets',
      ip: '198.51.100.77',
      principal: 'system:serviceaccount:payments:api',
      agent: 'kubectl/v1.31.0',
      resource: 'payments/card-gateway',
    }),
  ],
  story: 'story-1',
  next: [
    'Delete pod api-6d9f: a bound token dies with its pod.',
    'Replace the secret payments/card-gateway, which was read with the token.',
    'Ask dev-kim@example.com about the shell at 10:15 UTC.',
  ],
  falsePositives: ['A backup job that runs outside the cluster with a mounted token.'],
};

const cloudKey: Finding = {
  ...base,
  id: 'f-02be61f77d34',
  rule: 'aws_session_used_from_two_networks',
  title: 'Cloud session used from a second network',
  summary: 'The session of role deploy was used from 198.51.100.77 while its own job was still running in AWS.',
  severity: 'high',
  attack: { techniques: ['T1528', 'T1078.004'], analytics: ['AN1422'] },
  time: at('10:40:09'),
  firstSeen: at('10:02:00'),
  lastSeen: at('10:40:09'),
  count: 2,
  principal: { kind: 'role', id: 'arn:aws:iam::111122223333:role/deploy', name: 'deploy' },
  credential: { kind: 'access-key', id: 'ASIA…QX7A' },
  client: { kind: 'agent', id: 'aws-cli/2.17.0' },
  network: attacker,
  evidence: [
    step('10:02:00', 88, 'The session began in the build job', {
      source: 'aws.cloudtrail',
      file: 'logs/aws/2026-03-02.json.gz',
      stage: 'issue',
      action: 'AssumeRoleWithWebIdentity',
      ip: '203.0.113.9',
      principal: 'deploy',
    }),
    step('10:40:09', 141, 'The same session from another network', {
      source: 'aws.cloudtrail',
      file: 'logs/aws/2026-03-02.json.gz',
      stage: 'use',
      action: 'GetCallerIdentity',
      ip: '198.51.100.77',
      principal: 'deploy',
    }),
  ],
  story: 'story-1',
  next: ['Revoke the sessions of role deploy issued before now.', 'Look at what the key did after 10:40 UTC.'],
};

const secrets: Finding = {
  ...base,
  id: 'f-5510cc83e2d9',
  rule: 'k8s_secrets_listed_for_the_first_time',
  title: 'Service account lists secrets for the first time',
  summary: 'payments/api listed all secrets of its namespace, which it had not done in the 14 days before.',
  severity: 'medium',
  confidence: 'medium',
  maturity: 'incubating',
  time: at('10:18:12'),
  firstSeen: at('10:18:12'),
  lastSeen: at('10:18:12'),
  count: 1,
  principal: podAccount,
  credential: podToken,
  network: attacker,
  evidence: [
    step('10:18:12', 1490, 'The list call', {
      stage: 'use',
      action: 'list secrets',
      ip: '198.51.100.77',
      principal: 'system:serviceaccount:payments:api',
    }),
  ],
  story: 'story-1',
  next: ['Take the verb list on secrets from the role of payments/api.'],
};

const consent: Finding = {
  ...base,
  id: 'f-9a4410be00c7',
  rule: 'entra_risky_consent_to_new_app',
  title: 'Consent to a new application that reads mail',
  summary: 'A person in finance let the new application 請求書ビューア read all mail and stay signed in.',
  severity: 'high',
  confidence: 'medium',
  attack: { techniques: ['T1528'], analytics: ['AN1425'] },
  time: at('08:31:10'),
  firstSeen: at('08:30:55'),
  lastSeen: at('08:31:10'),
  count: 2,
  principal: { kind: 'user', id: 'ana@example.org', name: 'Ana Ibáñez' },
  client: { kind: 'application', id: '8f1c2d3e-0000-4000-8000-5a5a5a5a5a5a', name: '請求書ビューア' },
  network: { ip: '203.0.113.50', country: 'ES', class: 'isp', zone: 'madrid office' },
  resource: { kind: 'mailbox', id: 'ana@example.org' },
  evidence: [
    step('08:30:55', 12, 'The application was added to the directory', {
      source: 'entra.audit',
      file: 'logs/entra/audit.jsonl',
      stage: 'register',
      action: 'Add service principal',
      principal: 'ana@example.org',
      ip: '203.0.113.50',
    }),
    step('08:31:10', 13, 'Mail.Read and offline_access were granted', {
      source: 'entra.audit',
      file: 'logs/entra/audit.jsonl',
      stage: 'grant',
      action: 'Consent to application',
      principal: 'ana@example.org',
      ip: '203.0.113.50',
    }),
  ],
  mitigations: ['M1021', 'M1017'],
  next: ['Remove the grant of the application, then revoke the refresh tokens of ana@example.org.'],
  falsePositives: ['An application your own people are rolling out; allow it by its id.'],
};

const agent: Finding = {
  ...base,
  id: 'f-c3c3a0a0f1f1',
  rule: 'github_token_new_agent',
  title: 'Access token used by a tool not seen before',
  summary: 'The token ci-release was used by curl; so far only the build used it.',
  severity: 'low',
  confidence: 'low',
  maturity: 'experimental',
  time: '2026-03-01T23:58:30.250Z',
  firstSeen: '2026-03-01T23:58:30.250Z',
  lastSeen: at('00:00:10'),
  count: 37,
  principal: { kind: 'user', id: 'example-bot' },
  credential: { kind: 'personal-access-token', id: 'sha256 9f2d…', name: 'ci-release' },
  network: { ip: '2001:db8::1f', class: 'unknown' },
  evidence: [
    {
      ...step('00:00:00', 5, 'First call with curl', { source: 'github.audit', file: 'logs/github.json' }),
      time: '2026-03-01T23:58:30.250Z',
      action: 'git.clone',
      agent: 'curl/8.9.0',
    },
    step('00:00:10', 9, 'More calls', { source: 'github.audit', file: 'logs/github.json', action: 'git.clone' }),
  ],
  next: [],
};

const story: Story = {
  id: 'story-1',
  title: 'Pod token taken, then spent in the cluster and the cloud',
  severity: 'critical',
  firstSeen: at('10:02:00'),
  lastSeen: at('10:40:09'),
  findings: [cloudKey.id, outside.id, secrets.id],
  links: ['address 198.51.100.77', 'credential jti 5b0c1a52-77aa-4c1e-9d1f-2f6f0e1f9a10'],
};

const unparsable: readonly Rejected[] = [
  {
    position: { file: 'logs/cluster-a/audit.jsonl', line: 2001, offset: 812_220 },
    code: 'RECORD_INVALID',
    reason: 'The line ends in the middle of a JSON object.',
    sample: '{"kind":"Event","apiVersion":"audit.k8s.io/v1","lev',
  },
];

const unrecognised: readonly Rejected[] = [
  {
    position: { file: 'logs/github.json', line: 44 },
    code: 'RECORD_INVALID',
    reason: 'No source knows a record with these fields.',
    sample: '{"msg":"started","pid":1}',
  },
];

/** A run with five findings, three of them one attack; synthetic, in reserved names and networks. */
export const sampleResult: RunResult = {
  findings: [consent, outside, agent, cloudKey, secrets],
  stories: [story],
  tally: {
    read: 48_213,
    matched: 46,
    clean: 48_146,
    unrecognised: 20,
    unparsable: 1,
    late: 3,
    duplicate: 12,
    evicted: 0,
    bytes: 31_482_117,
    files: 4,
    bySource: { 'kubernetes.audit': 40_100, 'aws.cloudtrail': 6_012, 'entra.audit': 1_980, 'github.audit': 100 },
  },
  unparsable,
  unrecognised,
  problems: [
    {
      code: 'COMPRESSION_INVALID',
      message: 'The gzip stream ends early; the records before that were read. Fetch the file again.',
      position: { file: 'logs/aws/2026-03-01.json.gz', offset: 10_240 },
    },
  ],
  rules: { loaded: 64, skipped: 2 },
  span: { first: '2026-03-01T22:00:03.000Z', last: '2026-03-02T11:59:58.120Z' },
  elapsedMs: 812,
  interrupted: false,
};

/** A run that read much and found nothing. */
export const quietResult: RunResult = {
  ...sampleResult,
  findings: [],
  stories: [],
  tally: { ...sampleResult.tally, matched: 0, clean: 48_192 },
  problems: [],
};

/** A run with one small attack of three findings. */
export const storyResult: RunResult = { ...sampleResult, findings: [outside, cloudKey, secrets] };

/** A run with `count` findings spread over principals, days and severities; always the same for the same `count`. */
export function manyResult(count: number): RunResult {
  const templates = [outside, cloudKey, secrets, consent, agent];
  const findings: Finding[] = [];
  for (let index = 0; index < count; index += 1) {
    const template = templates[index % templates.length] ?? outside;
    const shift = ((index * 7919) % 9973) * 60_000;
    const move = (time: string): string => new Date(Date.parse(time) + shift).toISOString();
    const host = index % 23;
    const { story: _, ...rest } = template;
    findings.push({
      ...rest,
      id: `f-${String(index).padStart(12, '0')}`,
      severity: severities[(index * 31) % severities.length] ?? 'low',
      time: move(template.time),
      firstSeen: move(template.firstSeen),
      lastSeen: move(template.lastSeen),
      principal: { kind: 'user', id: `person-${index % 37}@example.com` },
      ...(template.network === undefined ? {} : { network: { ...template.network, ip: `198.51.100.${host + 1}` } }),
      evidence: template.evidence.map((event) => ({ ...event, time: move(event.time), line: event.line + index })),
    });
  }
  return {
    ...sampleResult,
    findings,
    stories: [],
    tally: { ...sampleResult.tally, matched: count, clean: sampleResult.tally.read - count - 21 },
  };
}

function plant(value: unknown, text: string, key = ''): unknown {
  if (typeof value === 'string') return keepAsIs.has(key) ? value : text;
  if (Array.isArray(value)) return value.map((item) => plant(item, text, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plant(item, text, name)]));
}

const keepAsIs = new Set([
  'severity',
  'confidence',
  'maturity',
  'time',
  'firstSeen',
  'lastSeen',
  'first',
  'last',
  'id',
  'story',
]);

/** The sample with `text` in place of every free text and every source id, as a hostile log could bring it about. */
export function hostileResult(text: string): RunResult {
  const planted: Partial<RunResult> = Object(plant(sampleResult, text));
  const findings = (planted.findings ?? []).map((finding) => ({
    ...finding,
    ...(finding.principal === undefined ? {} : { principal: { ...finding.principal, id: text } }),
  }));
  const stories = (planted.stories ?? []).map((item) => ({ ...item, findings: story.findings }));
  const tally = { ...sampleResult.tally, bySource: { [text]: sampleResult.tally.read - 21 } };
  return { ...sampleResult, ...planted, findings, stories, tally };
}
