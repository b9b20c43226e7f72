// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import type { RunResult } from '../model/account.ts';
import type { Confidence, Entity, Evidence, Finding, Severity } from '../model/finding.ts';
import { describeTechnique } from './attack-names.ts';
import { safeJson } from './visible.ts';

/** Version of the Open Cybersecurity Schema Framework that the output follows. */
export const ocsfVersion = '1.6.0';

export const severityIds: Readonly<Record<Severity, readonly [id: number, caption: string]>> = {
  informational: [1, 'Informational'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
  critical: [5, 'Critical'],
};
export const confidenceIds: Readonly<Record<Confidence, readonly [id: number, caption: string]>> = {
  low: [1, 'Low'],
  medium: [2, 'Medium'],
  high: [3, 'High'],
};
/** `user.type_id` and its word; the rest is 99, with our own word. */
const userTypes: ReadonlyMap<string, readonly [id: number, caption: string]> = new Map([
  ['user', [1, 'User']],
  ['service-account', [4, 'Service']],
  ['service-principal', [4, 'Service']],
  ['managed-identity', [4, 'Service']],
]);

type Json = Readonly<Record<string, unknown>>;

/** The object without the members that are not known. */
export function known(object: Json): Json {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function user(principal: Entity, credential: Entity | undefined): Json {
  const [typeId, type] = userTypes.get(principal.kind) ?? [99, principal.kind];
  return known({
    uid: principal.id,
    name: principal.name ?? principal.id,
    type_id: typeId,
    type,
    programmatic_credentials: credential === undefined ? undefined : [{ uid: credential.id, type: credential.kind }],
  });
}

/** Whether the schema takes the text as an address (its type `ip_t` ends at 40 characters). */
function isAddress(text: string): boolean {
  return text.length <= 40 && isIP(text) !== 0;
}

function endpoint(network: NonNullable<Finding['network']>): Json {
  return known({
    ...(isAddress(network.ip) ? { ip: network.ip } : { name: network.ip }),
    zone: network.zone,
    autonomous_system:
      network.asn === undefined && network.as === undefined
        ? undefined
        : known({ number: network.asn, name: network.as }),
    location: network.country === undefined ? undefined : { country: network.country },
  });
}

function evidence(event: Evidence, finding: Finding): Json {
  const { principal, credential, network, client } = finding;
  const same = principal !== undefined && (event.principal === undefined || event.principal === principal.id);
  const actor = known({
    user: same
      ? user(principal, credential)
      : event.principal === undefined
        ? undefined
        : { uid: event.principal, name: event.principal },
    app_uid: client?.id,
    app_name: client?.name,
  });
  const sourceIp = event.ip === undefined || event.ip === network?.ip ? network : { ip: event.ip };
  return known({
    uid: event.eventId,
    actor: Object.keys(actor).length === 0 ? undefined : actor,
    src_endpoint: sourceIp === undefined ? undefined : endpoint(sourceIp),
    api: event.action === undefined ? undefined : { operation: event.action, service: { name: event.source } },
    http_request: event.agent === undefined ? undefined : { user_agent: event.agent },
    data: known({
      source: event.source,
      time: event.time,
      file: event.file,
      line: event.line,
      note: event.note,
      stage: event.stage,
      rule: event.rule,
      resource: event.resource,
    }),
  });
}

/** Values to pivot on; each names the attribute it came from, with no word for the elements of a list. */
function observables(finding: Finding): readonly Json[] {
  const found = new Map<string, Json>();
  const add = (name: string, typeId: number, type: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') found.set(`${typeId} ${value}`, { name, type_id: typeId, type, value });
  };
  const addAddress = (ip: string | undefined): void => {
    if (ip !== undefined && isAddress(ip)) add('evidences.src_endpoint.ip', 2, 'IP Address', ip);
  };
  addAddress(finding.network?.ip);
  add('evidences.actor.user.name', 4, 'User Name', finding.principal?.name ?? finding.principal?.id);
  add('evidences.actor.user.programmatic_credentials.uid', 19, 'User Credential ID', finding.credential?.id);
  add('resources.uid', 10, 'Resource UID', finding.resource?.id);
  for (const event of finding.evidence) {
    addAddress(event.ip);
    add('evidences.http_request.user_agent', 16, 'HTTP User-Agent', event.agent);
  }
  return [...found.values()];
}

function attack(id: string): Json {
  const { sub, ...technique } = describeTechnique(id);
  const tactic = technique.uid === 'T1528' ? { uid: 'TA0006', name: 'Credential Access' } : undefined;
  return known({ technique, sub_technique: sub, tactic });
}

function resource({ id, name, kind }: Entity): Json {
  return known({ uid: id, name, type: kind });
}

function toOcsf(finding: Finding, version: string): Json {
  const [severityId, severity] = severityIds[finding.severity];
  const [confidenceId, confidence] = confidenceIds[finding.confidence];
  const first = Date.parse(finding.firstSeen);
  const last = Date.parse(finding.lastSeen);
  return known({
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2004,
    class_name: 'Detection Finding',
    type_uid: 200401,
    type_name: 'Detection Finding: Create',
    time: Date.parse(finding.time),
    start_time: first,
    end_time: last,
    severity_id: severityId,
    severity,
    confidence_id: confidenceId,
    confidence,
    status_id: 1,
    status: 'New',
    is_alert: finding.severity !== 'informational',
    message: finding.summary,
    metadata: {
      version: ocsfVersion,
      uid: finding.id,
      product: { name: 'Tokenward', vendor_name: 'Tokenward', version },
      ...(finding.story === undefined ? {} : { correlation_uid: finding.story }),
    },
    finding_info: known({
      uid: finding.id,
      title: finding.title,
      desc: finding.summary,
      first_seen_time: first,
      last_seen_time: last,
      analytic: { type_id: 1, type: 'Rule', name: finding.title, uid: finding.rule },
      attacks: finding.attack.techniques.length === 0 ? undefined : finding.attack.techniques.map(attack),
      related_analytics:
        finding.attack.analytics.length === 0
          ? undefined
          : finding.attack.analytics.map((uid) => ({ type_id: 1, type: 'Rule', uid })),
      related_events: [...new Set(finding.evidence.map((event) => event.eventId))].map((uid) => ({ uid })),
      related_events_count: finding.count,
      data_sources: [...new Set(finding.evidence.map((event) => event.source))],
    }),
    evidences: finding.evidence.map((event) => evidence(event, finding)),
    resources: finding.resource === undefined ? undefined : [resource(finding.resource)],
    observables: observables(finding),
    remediation: finding.next.length === 0 ? undefined : { desc: finding.next.join('\n') },
    unmapped: known({
      maturity: finding.maturity,
      mitigations: finding.mitigations,
      false_positives: finding.falsePositives,
      principal_kind: finding.principal?.kind,
      network_class: finding.network?.class,
      network_cloud: finding.network?.cloud,
      synthetic: finding.synthetic,
    }),
  });
}

/**
 * One OCSF Detection Finding (class 2004) a line, in the order of the run. Times are milliseconds since the epoch.
 *
 * @param version of Tokenward, for `metadata.product.version`
 * @see https://schema.ocsf.io/1.6.0/classes/detection_finding
 */
export function* renderOcsf(result: RunResult, version: string): Iterable<string> {
  for (const finding of result.findings) yield `${safeJson(toOcsf(finding, version))}\n`;
}
