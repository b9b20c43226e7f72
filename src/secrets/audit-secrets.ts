// SPDX-License-Identifier: Apache-2.0
// Tokens at rest as an audit: what the scan saw becomes weaknesses, one a token, with every place where it lies.
//
// Nothing is asked of anybody: whether a token still works is not tried, as trying is using it.
import { createHash } from 'node:crypto';
import { fingerprint, scrub } from '../detect/fingerprint.ts';
import type { AuditResult, CheckOutcome, Unknown, Weakness } from '../model/audit-result.ts';
import type { CheckEvidence, Subject } from '../model/check.ts';
import type { Severity } from '../model/finding.ts';
import { severities } from '../model/severity.ts';
import type { TokenFamily } from './family.ts';
import { credentialFiles } from './formats/credential-files.ts';
import { families } from './formats.ts';
import type { HistoryBlob } from './git-history.ts';
import type { SeenToken } from './scan-bytes.ts';
import { type ScanOptions, type ScanResult, scanFiles } from './scan-files.ts';
import { allFilesRead } from './secret-checks.ts';

export interface SecretsOptions extends ScanOptions {
  /** Milliseconds since 1970; default now. */
  readonly now?: number;
  /** Key of the fingerprints; by default a fixed one, so that ids stay the same from run to run. */
  readonly fingerprintKey?: string;
}

interface PlaceOfToken {
  readonly evidence: CheckEvidence;
  readonly when: number;
  readonly history: boolean;
  readonly inHead: boolean;
}

interface Token {
  readonly seen: SeenToken;
  readonly print: string;
  readonly places: PlaceOfToken[];
}

function isSamePlace(known: PlaceOfToken, it: PlaceOfToken): boolean {
  const [a, b] = [known.evidence.where, it.evidence.where];
  return it.inHead && !known.history && a.file === b.file && a.line === b.line;
}

const mostEvidence = 25;
const mostUnread = 50;
const hour = 3_600_000;

function historyNote(blob: HistoryBlob): string {
  const where = blob.type === 'blob' ? '' : `in the message of a ${blob.type}, `;
  const commit =
    blob.commit === undefined
      ? 'in no branch, tag or stash any more'
      : `since commit ${blob.commit.slice(0, 12)} of ${blob.date?.slice(0, 10) ?? 'an unknown day'}`;
  const head =
    blob.type !== 'blob' ? '' : blob.inHead.length > 0 ? ', still in HEAD' : ', not in HEAD: only the history has it';
  return `${where}${commit}${head}`;
}

function* placesOf(result: ScanResult, collectedAt: string): Generator<{ seen: SeenToken; place: PlaceOfToken }> {
  for (const file of result.files) {
    for (const seen of file.seen) {
      const where = {
        source: 'secrets.files',
        collectedAt: file.modifiedAt,
        file: file.name,
        line: seen.line,
      };
      yield {
        seen,
        place: {
          evidence: { where, region: { line: seen.line, column: seen.column }, note: 'in this file' },
          when: Date.parse(file.modifiedAt),
          history: false,
          inHead: false,
        },
      };
    }
  }
  for (const { repository, blobs } of result.histories) {
    for (const blob of blobs) {
      const name =
        blob.inHead[0] ??
        blob.path ??
        (blob.type === 'blob' ? `object ${blob.id.slice(0, 12)}` : `${blob.type} ${blob.id.slice(0, 12)}`);
      const file = `${repository}/${name}`;
      for (const seen of blob.seen) {
        const where = { source: 'secrets.git', collectedAt, file, line: seen.line };
        const when = Date.parse(blob.date ?? '');
        yield {
          seen,
          place: {
            evidence: { where, region: { line: seen.line, column: seen.column }, note: historyNote(blob) },
            when,
            history: true,
            inHead: blob.inHead.length > 0,
          },
        };
      }
    }
  }
}

/** Folders and files that hold tests, as many languages name them. */
const amongTests =
  /(?:^|[\\/])(?:tests?|__tests__|test[_-]?(?:data|certs|keys)|certdata|fixtures?|testing)[\\/]|(?:^|[\\/])test_[^\\/]*\.py$|[._]test\.[a-z]{1,4}$/i;

function severityOf(
  { seen, places }: Token,
  now: number,
): { readonly severity: Severity; readonly facts: readonly string[] } {
  const { sighting, format } = seen;
  const severity = sighting.severity ?? format.severity;
  if (sighting.expires !== undefined) {
    const day = new Date(Math.min(sighting.expires, 8.64e15)).toISOString().slice(0, 10);
    if (sighting.expires <= now) return { severity: 'low', facts: [`expired ${day}`] };
    return { severity, facts: [`expires ${day}`] };
  }
  const { hours } = format;
  const newest = Math.max(...places.map((it) => (Number.isNaN(it.when) ? now : it.when)));
  if (hours !== undefined && newest + hours * hour < now)
    return { severity: 'low', facts: ['has run out by the age of the file'] };
  const { amongTests: lower } = format;
  if (lower !== undefined && places.every((it) => amongTests.test(it.evidence.where.file)))
    return {
      severity: severities.indexOf(lower) < severities.indexOf(severity) ? lower : severity,
      facts: ['lies among tests only'],
    };
  return { severity, facts: [] };
}

function toWeakness(token: Token, owner: TokenFamily, now: number): Weakness {
  const { seen, print, places } = token;
  const { sighting, format } = seen;
  const what = sighting.what ?? format.what;
  const { severity, facts } = severityOf(token, now);
  const subject: Subject = {
    kind: 'token',
    id: `${format.id}:${/secret ([0-9a-f]+)/.exec(print)?.[1] ?? print}`,
    name: print,
  };
  const [first] = places;
  const at = first === undefined ? '' : `${first.evidence.where.file}:${first.evidence.where.line ?? 1}`;
  const more = places.length > 1 ? ` and in ${places.length - 1} more ${places.length === 2 ? 'place' : 'places'}` : '';
  const onlyHistory = places.every((it) => it.history) ? ' of the git history' : '';
  const told = [...(sighting.facts ?? []), ...facts].map((it) => scrub(it));
  return {
    id: createHash('sha256').update(`${owner.check.id}\n${subject.id}`).digest('hex').slice(0, 16),
    check: owner.check,
    subject,
    severity,
    confidence: sighting.confidence ?? format.confidence ?? 'high',
    summary: `${what[0]?.toUpperCase()}${what.slice(1)} ${print} lies in ${scrub(at)}${onlyHistory}${more}${told.length === 0 ? '' : `; ${told.join(', ')}`}. It was not tried whether it works.`,
    evidence: [
      ...places.slice(0, mostEvidence).map(({ evidence }) => ({
        ...evidence,
        where: { ...evidence.where, file: scrub(evidence.where.file) },
        note: `${what} ${print}, ${evidence.note}`,
      })),
    ],
    next: owner.check.remediation,
  };
}

/** What a scan came to, as the result of an audit. Pure. */
export function toAuditResult(result: ScanResult, now: number, key?: string): AuditResult {
  const byFamily = new Map(families.map((it) => [it.id, it]));
  const tokens = new Map<string, Token>();
  for (const { seen, place } of placesOf(result, new Date(now).toISOString())) {
    const print = fingerprint(seen.sighting.secret, key);
    const id = `${seen.family} ${print}`;
    const known = tokens.get(id);
    if (known === undefined) tokens.set(id, { seen, print, places: [place] });
    // What HEAD has at the same place as the working tree is the same file, told once.
    else if (!known.places.some((it) => isSamePlace(it, place))) known.places.push(place);
  }
  const weaknesses: Weakness[] = [];
  for (const token of tokens.values()) {
    const owner = byFamily.get(token.seen.family);
    if (owner !== undefined) weaknesses.push(toWeakness(token, owner, now));
  }
  for (const { name, store, modifiedAt } of result.files) {
    if (store !== undefined) weaknesses.push(toStoreWeakness(name, store, modifiedAt));
  }
  const unknowns = unknownsOf(result);
  const read = result.read + result.histories.length;
  const outcomes = families.map(({ check }): CheckOutcome => {
    const failed = weaknesses.filter((it) => it.check === check).length;
    const state = failed > 0 ? 'failed' : read > 0 ? 'passed' : 'not-run';
    return { check, state, passed: state === 'passed' ? 1 : 0, failed, unknown: 0, excepted: 0 };
  });
  const complete = unknowns.length > 0 ? 'unknown' : read > 0 ? 'passed' : 'not-run';
  return {
    now,
    weaknesses,
    unknowns,
    outcomes: [
      ...outcomes,
      {
        check: allFilesRead,
        state: complete,
        passed: complete === 'passed' ? 1 : 0,
        failed: 0,
        unknown: unknowns.length,
        excepted: 0,
      },
    ],
    excepted: [],
    staleExceptions: [],
    collections: [],
    items: tokens.size,
    files: result.read,
    passedOver: result.passedOver,
    byReader: { 'secrets.files': result.read - result.passedOver },
    searched: {
      files: result.read - result.passedOver,
      objects: result.histories.reduce((sum, it) => sum + it.objects, 0),
    },
    problems: result.problems,
    elapsedMs: 0,
    interrupted: result.interrupted,
  };
}

function toStoreWeakness(name: string, store: string, modifiedAt: string): Weakness {
  const { check } = credentialFiles;
  const subject: Subject = { kind: 'file', id: name, name };
  return {
    id: createHash('sha256').update(`${check.id}\n${subject.id}`).digest('hex').slice(0, 16),
    check,
    subject,
    severity: 'medium',
    confidence: 'medium',
    summary: `${name} is a ${store}: tokens of whoever signed in with the tool are kept there. Its content was not read.`,
    evidence: [{ where: { source: 'secrets.files', collectedAt: modifiedAt, file: name }, note: store }],
    next: check.remediation,
  };
}

function unknownsOf({ unread }: ScanResult): readonly Unknown[] {
  const told = unread.slice(0, mostUnread).map(
    ({ name, reason }): Unknown => ({
      check: allFilesRead,
      subject: { kind: 'file', id: name, name },
      reason: `${name}: ${reason}`,
    }),
  );
  const rest = unread.length - told.length;
  if (rest === 0) return told;
  return [
    ...told,
    { check: allFilesRead, subject: { kind: 'audit', id: 'secrets' }, reason: `and ${rest} more files like these` },
  ];
}

/** `tokenward audit secrets`: files, folders, and the history of repositories. */
export async function auditSecrets(paths: readonly string[], options: SecretsOptions = {}): Promise<AuditResult> {
  const started = performance.now();
  const result = toAuditResult(await scanFiles(paths, options), options.now ?? Date.now(), options.fingerprintKey);
  return { ...result, elapsedMs: Math.round(performance.now() - started) };
}
