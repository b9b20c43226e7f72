// SPDX-License-Identifier: Apache-2.0
// The library `tokenward`: what the command line is made of. The rule language alone is `tokenward/sigma`.
//
// A run is four steps, each replaceable: rules from texts, an engine over sources and an enricher, inputs, a result.
//
//   const rules = buildRuleSet([{ file: 'mine.yml', text }]);
//   const engine = createEngine({ sources, rules, enrich: createEnricher({ networks: [] }) });
//   const result = await runDetection(openInputs(['logs/']), { engine, rules });
//   for (const line of renderJsonl(result)) process.stdout.write(line);
//
// An audit is two: an inventory from files, checks over it.
//
//   const read = await readInventory(['exports/']);
//   const result = audit(checks, read.inventory, read, { now: Date.now(), knowledge: createKnowledge() });

export { audit } from './audit/audit.ts';
export { againstBaseline, type Baseline, makeBaseline, readBaseline } from './audit/baseline.ts';
export { checks } from './audit/checks.ts';
export { applyExceptions } from './audit/exceptions.ts';
export { type ChecksOptions, runChecks } from './audit/run-checks.ts';
export { createEngine, type Engine, type EngineOptions, type Enrichment, type Verdict } from './detect/engine.ts';
export {
  buildRuleSet,
  type PlaceholderLists,
  type RuleFile,
  type RuleSet,
  type RuleSetOptions,
} from './detect/rule-set.ts';
export {
  createEnricher,
  type Enricher,
  loadNetworkData,
  type NamedNetwork,
  type NetworkData,
  networkDataProblems,
} from './enrich/enrich.ts';
export { createKnowledge } from './enrich/knowledge.ts';
export { placeholderValues } from './enrich/placeholders.ts';
export { type Input, type InputItem, type OpenOptions, openInputs } from './ingest/ingest.ts';
export { createInventory } from './inventory/create-inventory.ts';
export { diffInventories, type InventoryDiff } from './inventory/diff-inventories.ts';
export { findPaths, type PathsOptions, type Way } from './inventory/graph/paths.ts';
export { locateEvidence } from './inventory/locate-evidence.ts';
export { type ReadOptions, type ReadResult, readInventory } from './inventory/read-inventory.ts';
export type { InputProblem, Rejected, RunResult, Tally } from './model/account.ts';
export type { AuditResult, CheckOutcome, Drift, Exception, Unknown, Weakness } from './model/audit-result.ts';
export {
  type Check,
  type CheckContext,
  defineCheck,
  type Knowledge,
  type Verdict as CheckVerdict,
} from './model/check.ts';
export { type ErrorCode, errorCodes, formatPosition, type Position, TokenwardError } from './model/error.ts';
export type { Event, Origin, RawRecord } from './model/event.ts';
export {
  type Confidence,
  type Entity,
  type Evidence,
  type Finding,
  findingSchema,
  type Maturity,
  type Severity,
  type Story,
} from './model/finding.ts';
export type { Collected, Inventory } from './model/inventory/inventory.ts';
export { type Item, type ItemKind, type ItemOf, itemSchema } from './model/inventory/item.ts';
export { type Lifecycle, type LifecycleFieldName, type LifecycleValue, lifecycleFields } from './model/lifecycle.ts';
export type { Network, NetworkClass } from './model/network.ts';
export { type Settings, type SettingValue, settingsSchema } from './model/settings.ts';
export { type LogSource, type Projection, project, type Shape, type Source } from './model/source.ts';
export { renderAuditHtml } from './report/audit/audit-html.ts';
export { renderAuditJsonl } from './report/audit/audit-jsonl.ts';
export { renderAuditJunit } from './report/audit/audit-junit.ts';
export { renderAuditOcsf } from './report/audit/audit-ocsf.ts';
export { renderAuditSarif } from './report/audit/audit-sarif.ts';
export { renderAuditTerminal } from './report/audit/audit-terminal.ts';
export { findingJsonSchema } from './report/finding-schema.ts';
export { renderHtml } from './report/html.ts';
export { renderJsonl } from './report/jsonl.ts';
export { renderOcsf } from './report/ocsf.ts';
export { renderSarif } from './report/sarif.ts';
export { renderTerminal } from './report/terminal.ts';
export { type Progress, type RunOptions, runDetection } from './run/run.ts';
export { sources } from './sources/sources.ts';
