// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { CheckOutcome, Unknown, Weakness } from '../model/audit-result.ts';
import type { Check, CheckContext, Knowledge, Need, Subject, Verdict } from '../model/check.ts';
import { TokenwardError } from '../model/error.ts';
import type { Inventory } from '../model/inventory/inventory.ts';
import { areaProviders } from './area-providers.ts';

export interface ChecksOptions {
  readonly now: number;
  readonly knowledge: Knowledge;
  /** Check id -> setting -> value, from tokenward.yml. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Judged {
  readonly weaknesses: readonly Weakness[];
  readonly unknowns: readonly Unknown[];
  readonly outcomes: readonly CheckOutcome[];
}

/** The same check and subject give the same id. */
export function weaknessId(check: string, subject: string): string {
  return createHash('sha256').update(`${check}\n${subject}`).digest('hex').slice(0, 16);
}

function settingsOf(check: Check, given: Readonly<Record<string, unknown>> = {}): CheckContext['settings'] {
  const read = (name: string): unknown => {
    const setting = check.settings?.[name];
    if (setting === undefined) throw new TypeError(`check ${check.id} has no setting ${name}`);
    const value = given[name] ?? setting.default;
    if (typeof value !== typeof setting.default || Array.isArray(value) !== Array.isArray(setting.default)) {
      throw new TokenwardError(
        'SETTINGS_INVALID',
        `settings.${check.id}.${name} must be like its default, ${JSON.stringify(setting.default)}`,
      );
    }
    return value;
  };
  return {
    number: (name) => Number(read(name)),
    text: (name) => String(read(name)),
    list: (name) => [read(name)].flat().map(String),
  };
}

/** What the check asks for and nobody collected; undefined where nothing of its providers was collected at all. */
function missing(check: Check, inventory: Inventory): readonly Need[] | undefined {
  const named = check.needs.flatMap((need) => need.provider ?? []);
  // A check of GitHub has nothing to say where only GitLab was given, though both are of one area.
  const wanted = named.length > 0 && named.length === check.needs.length ? named : areaProviders[check.area];
  // Workflows in a repository say nothing of the organisation's settings, though both are of one provider: what a check needs
  // must be of the sort (`github.`, `ci.`) that was collected.
  const sorts = check.needs.map(({ kind }) => (kind.includes('.') ? kind.slice(0, kind.indexOf('.') + 1) : ''));
  const present = inventory.collections.some(
    (it) =>
      (wanted === undefined || wanted.includes(it.provider)) &&
      (sorts.length === 0 || sorts.some((sort) => it.kind.startsWith(sort))),
  );
  if (!present) return undefined;
  const absent = check.needs.filter((need) => inventory.collected(need.kind, need.provider) === 'none');
  // Checks over several providers judge what there is.
  if (wanted === undefined && absent.length === check.needs.length && absent.length > 0) return undefined;
  return absent;
}

function needText({ kind, provider }: Need): string {
  return provider === undefined || kind.startsWith(`${provider}.`) ? kind : `${kind} (${provider})`;
}

/** Runs one check. Verdicts of one check on the same subject are joined: the worst wins. */
export function runCheck(check: Check, inventory: Inventory, options: ChecksOptions): Judged {
  const weaknesses: Weakness[] = [];
  const unknowns: Unknown[] = [];
  let passed = 0;
  const outcome = (state: CheckOutcome['state']): Judged => ({
    weaknesses,
    unknowns,
    outcomes: [{ check, state, passed, failed: weaknesses.length, unknown: unknowns.length, excepted: 0 }],
  });
  const absent = missing(check, inventory);
  if (absent === undefined) return outcome('not-run');
  const whole: Subject = { kind: 'audit', id: check.area, name: check.area };
  if (absent.length > 0) {
    unknowns.push({ check, subject: whole, reason: `not collected: ${absent.map(needText).join(', ')}` });
    return outcome('unknown');
  }
  const context: CheckContext = {
    now: options.now,
    knowledge: options.knowledge,
    settings: settingsOf(check, options.settings?.[check.id]),
  };
  for (const verdict of check.judge(inventory, context)) {
    if (verdict.status === 'pass') passed++;
    else if (verdict.status === 'unknown') unknowns.push({ check, subject: verdict.subject, reason: verdict.reason });
    else weaknesses.push(toWeakness(check, verdict));
  }
  for (const { kind, provider } of check.needs) {
    for (const it of inventory.collections) {
      if (it.complete || it.kind !== kind || (provider !== undefined && it.provider !== provider)) continue;
      unknowns.push({
        check,
        subject: whole,
        reason: `${needText({ kind, provider: it.provider })} was collected in part: ${it.note ?? 'not to its end'}`,
      });
    }
  }
  if (weaknesses.length > 0) return outcome('failed');
  if (unknowns.length > 0) return outcome('unknown');
  return outcome(passed > 0 ? 'passed' : 'nothing-to-judge');
}

function toWeakness(check: Check, verdict: Extract<Verdict, { status: 'fail' }>): Weakness {
  const { subject, summary, evidence, fix, score } = verdict;
  return {
    id: weaknessId(check.id, subject.id),
    check,
    subject,
    severity: verdict.severity ?? check.severity,
    confidence: verdict.confidence ?? check.confidence ?? 'high',
    summary,
    evidence,
    next: [...(verdict.next ?? []), ...check.remediation],
    ...(fix === undefined ? {} : { fix }),
    ...(score === undefined ? {} : { score }),
  };
}

/** Runs all checks, in the order given. */
export function runChecks(checks: readonly Check[], inventory: Inventory, options: ChecksOptions): Judged {
  const all = checks.map((check) => runCheck(check, inventory, options));
  return {
    weaknesses: all.flatMap((it) => it.weaknesses),
    unknowns: all.flatMap((it) => it.unknowns),
    outcomes: all.flatMap((it) => it.outcomes),
  };
}
