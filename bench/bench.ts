// SPDX-License-Identifier: Apache-2.0
// npm run bench -- [--events N] [--runs N] [--input NAME] [--json] [--quick]
// npm run bench -- --large [--gigabytes N]
import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { type BenchSource, benchSources } from '../src/lab/bench-input.ts';
import { type EngineId, enginesFor, type Measured } from './engines.ts';
import { type BenchInput, ensureInput } from './inputs.ts';
import { runLarge } from './large.ts';
import { disagreements, type Result, type Round, summarise, table } from './results.ts';

const child = fileURLToPath(new URL('measure.ts', import.meta.url));
const execute = promisify(execFile);

/** Runs an engine once in a fresh process. */
async function measureAlone(engine: EngineId, input: BenchInput): Promise<Measured> {
  const args = [child, engine, input.name, input.path, String(input.events)];
  const { stdout } = await execute(process.execPath, args, { maxBuffer: 1 << 20 });
  return JSON.parse(stdout) as Measured;
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function runInput(
  input: BenchInput,
  runs: number,
): Promise<{ readonly results: readonly Result[]; readonly wrong: readonly string[] }> {
  const { run, skipped } = enginesFor(input.name);
  for (const name of skipped) note(`${input.name}: ${name} skipped, it is not on PATH`);
  const rounds: Round[] = [];
  for (let round = 1; round <= runs; round++) {
    const measured = new Map<string, Measured>();
    for (const { id, name } of run) {
      const result = await measureAlone(id, input);
      measured.set(id, result);
      note(`${input.name} ${round}/${runs} ${name}: ${Math.round(result.ms)} ms`);
    }
    rounds.push(measured);
  }
  return { results: summarise(input, run, rounds), wrong: disagreements(input, run, rounds) };
}

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`--${name} must be a whole number above 0`);
  return value;
}

function chosenInputs(name: string | undefined): readonly BenchSource[] {
  if (name === undefined) return benchSources;
  const found = benchSources.filter((it) => it === name);
  if (found.length === 0) throw new TypeError(`--input must be one of ${benchSources.join(', ')}`);
  return found;
}

const { values: options } = parseArgs({
  options: {
    events: { type: 'string' },
    runs: { type: 'string' },
    input: { type: 'string' },
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    gigabytes: { type: 'string', default: '5' },
  },
});

if (options.large) {
  console.log(await runLarge(positive(options.gigabytes, 'gigabytes') * 1e9, measureAlone, note));
} else {
  const events = positive(options.events ?? (options.quick ? '20000' : '200000'), 'events');
  const runs = positive(options.runs ?? (options.quick ? '1' : '5'), 'runs');
  const results: Result[] = [];
  const wrong: string[] = [];
  for (const name of chosenInputs(options.input)) {
    const input = await ensureInput(name, events);
    const outcome = await runInput(input, runs);
    results.push(...outcome.results);
    wrong.push(...outcome.wrong);
  }
  if (options.json) console.log(JSON.stringify({ results }));
  else {
    const memory = Math.round(totalmem() / 2 ** 30);
    console.log(`Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB`);
    console.log(`${events} events an input, median of ${runs}, one thread\n\n${table(results)}`);
  }
  for (const line of wrong) note(`WRONG: ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}
