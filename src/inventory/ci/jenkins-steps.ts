// SPDX-License-Identifier: Apache-2.0
// Steps of Jenkins: what a statement runs, and which secrets it sees.
import type { CiJob, CiStep } from '../../model/inventory/ci.ts';
import type { GroovyBlock, GroovyText } from './groovy.ts';
import { withoutSecrets } from './values.ts';

const shells = new Set(['sh', 'bat', 'powershell', 'pwsh']);
/** Write to the log without a shell. */
const printers = new Set(['echo', 'println', 'print']);
/** Parameters of credential bindings that name a variable. */
const variableParameters =
  /(?:\b|[a-z])(variable|usernameVariable|passwordVariable|tokenVariable|keyFileVariable|passphraseVariable|keystoreVariable|aliasVariable|accessKeyVariable|secretKeyVariable|secretVariable)\s*:\s*""/gi;

export function firstWord(block: GroovyBlock): string {
  return /^[\w.@]+/.exec(block.head)?.[0] ?? '';
}

/** `docker.withRegistry(url, 'id')` and `withDockerRegistry(credentialsId: 'id')` sign the Docker of the agent in. */
function registryCredential({ head, texts }: GroovyBlock): string | undefined {
  if (/^withDockerRegistry\b/.test(head)) {
    const before = /^(.*?\bcredentialsId\s*:\s*)""/.exec(head)?.[1];
    return before === undefined ? undefined : texts[before.split('""').length - 1]?.value;
  }
  if (!/^docker\.withRegistry\b/.test(head)) return undefined;
  // The name may be a text or a variable; without it nothing is signed in to.
  return texts[1]?.value ?? /, ([A-Za-z_][\w.]*) \)?$/.exec(head)?.[1];
}

/** Variables that `withCredentials([...])` binds, and credentials by their id that a block signs in with. */
export function boundBy(block: GroovyBlock): readonly string[] {
  const registry = registryCredential(block);
  if (registry !== undefined) return [registry];
  if (firstWord(block) !== 'withCredentials') return [];
  const names: string[] = [];
  let text = -1;
  const heads = block.head.split('""');
  for (const [index, piece] of heads.entries()) {
    variableParameters.lastIndex = 0;
    text = index;
    if (variableParameters.test(`${piece}""`) && /ariable\s*:\s*$/.test(piece)) {
      const name = block.texts[text]?.value;
      if (name !== undefined && /^[A-Za-z_]\w*$/.test(name)) names.push(name);
    }
  }
  return names;
}

/** What all steps of a file share. */
export interface Scope {
  /** Id of the pipeline. */
  readonly pipeline: string;
  readonly path: string;
  readonly where: (line: number) => CiJob['where'];
  /** Variables of the job that hold secrets. */
  readonly secrets?: readonly string[];
}

/** Names that a text takes in, and those that are added to it with `+`. */
function takenIn(block: GroovyBlock, script: GroovyText): readonly string[] {
  const added = [...block.head.matchAll(/\+ ([A-Za-z_][\w.]*)(?! [(\w.])/g)].map((it) => it[1] ?? '');
  return [...new Set([...script.names, ...added])];
}

/** The step that a statement is: a shell, or `echo` of something that is bound. */
export function stepOf(
  block: GroovyBlock,
  bound: readonly string[],
  scope: Scope,
  job: string,
  keyOf: (wish: string) => string,
  count: { next: number },
): CiStep | undefined {
  const word = firstWord(block);
  const registry = block.hasBody ? registryCredential(block) : undefined;
  if (registry !== undefined) {
    return {
      kind: 'ci.step',
      id: `jenkins:step:${job.replace(/^jenkins:job:/, '')}/${keyOf('registry')}`,
      provider: 'jenkins',
      where: scope.where(block.line),
      pipeline: scope.pipeline,
      job,
      index: count.next++,
      with: { shell: 'groovy' },
      env: Object.fromEntries(bound.map((name) => [name, 'withCredentials'])),
      expressions: [],
    };
  }
  const shell = shells.has(word) ? word : /(?:=|return)\s*(sh|bat|powershell|pwsh)\b/.exec(block.head)?.[1];
  // `script: "..."` may stand behind other parameters.
  const at = /\bscript\s*:\s*""/.exec(block.head);
  const index = at === null ? 0 : (block.head.slice(0, at.index + at[0].length).match(/""/g)?.length ?? 1) - 1;
  const prints = shell === undefined && printers.has(word);
  const script = shell !== undefined || prints ? block.texts[index] : undefined;
  if (script === undefined) return undefined;
  const names = takenIn(block, script);
  const secrets = [...bound, ...(scope.secrets ?? [])];
  if (prints && !names.some((name) => secrets.includes(name.replace(/^env\./, '')))) return undefined;
  return {
    kind: 'ci.step',
    id: `jenkins:step:${job.replace(/^jenkins:job:/, '')}/${keyOf(shell ?? word)}`,
    provider: 'jenkins',
    where: scope.where(script.line),
    pipeline: scope.pipeline,
    job,
    index: count.next++,
    run: prints
      ? names.map((name) => `echo "$${name.replace(/^env\./, '')}"`).join('\n')
      : withoutSecrets(script.value),
    with: { shell: shell ?? 'groovy' },
    env: Object.fromEntries(bound.map((name) => [name, 'withCredentials'])),
    expressions: names.map((name) => ({
      at: ['run'],
      text: `$${name}`,
      refs: [name],
      yields: [name],
      calls: [],
      comparisons: [],
      valid: true,
    })),
  };
}
