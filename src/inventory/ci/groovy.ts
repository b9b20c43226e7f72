// SPDX-License-Identifier: Apache-2.0
// The outline of a Jenkinsfile: statements, blocks and strings. It is no Groovy: expressions are not understood, only found.

export interface GroovyText {
  readonly value: string;
  /** `"` texts take values of variables in before they are used, `'` texts do not. */
  readonly interpolates: boolean;
  /** Names that are taken in: `env.X`, `params.X`, `X`. */
  readonly names: readonly string[];
  readonly line: number;
}

/** `head { body }`, or a statement without a block. */
export interface GroovyBlock {
  /** Words and signs, with a mark for each text. */
  readonly head: string;
  readonly texts: readonly GroovyText[];
  readonly line: number;
  readonly body: readonly GroovyBlock[];
  readonly hasBody: boolean;
}

type Token =
  | { readonly type: 'text'; readonly text: GroovyText; readonly line: number }
  | { readonly type: 'sign' | 'word' | 'break'; readonly value: string; readonly line: number };

const maxTokens = 200_000;
const maxDepth = 60;

function namesIn(raw: string): readonly string[] {
  const names = [...raw.matchAll(/(?<!\\)\$(?:\{\s*([A-Za-z_][\w.]*)|([A-Za-z_][\w.]*))/g)].map((it) =>
    (it[1] ?? it[2] ?? '').replace(/\.$/, ''),
  );
  return [...new Set(names)];
}

function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern =
    /(?<space>[^\S\n]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|#![^\n]*)|(?<break>\n|;)|(?<text>'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<word>[A-Za-z_@$][\w.$]*|\d[\w.]*)|(?<sign>[\s\S])/y;
  let line = 1;
  while (pattern.lastIndex < source.length && tokens.length < maxTokens) {
    const found = pattern.exec(source)?.groups;
    if (found === undefined) break;
    const all = found.space ?? found.break ?? found.text ?? found.word ?? found.sign ?? '';
    if (found.text !== undefined) {
      const triple = all.startsWith('"""') || all.startsWith("'''");
      const value = triple ? all.slice(3, -3) : all.slice(1, -1);
      const interpolates = all.startsWith('"');
      tokens.push({
        type: 'text',
        line,
        text: { value, interpolates, names: interpolates ? namesIn(value) : [], line },
      });
    } else if (found.break !== undefined) tokens.push({ type: 'break', value: all, line });
    else if (found.word !== undefined) tokens.push({ type: 'word', value: all, line });
    else if (found.sign !== undefined) tokens.push({ type: 'sign', value: all, line });
    for (const char of all) if (char === '\n') line++;
  }
  return tokens;
}

class Outline {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  blocks(depth: number): readonly GroovyBlock[] {
    const out: GroovyBlock[] = [];
    let head: string[] = [];
    let texts: GroovyText[] = [];
    let line = 0;
    let parens = 0;
    const flush = (body: readonly GroovyBlock[], hasBody: boolean): void => {
      if (head.length > 0) out.push({ head: head.join(' '), texts, line, body, hasBody });
      head = [];
      texts = [];
    };
    for (;;) {
      const token = this.#tokens[this.#at++];
      if (token === undefined) break;
      if (head.length === 0) line = token.line;
      if (token.type === 'text') {
        texts.push(token.text);
        head.push('""');
        continue;
      }
      const { value } = token;
      if (value === '{' && depth < maxDepth) {
        flush(this.blocks(depth + 1), true);
        continue;
      }
      if (value === '}') break;
      if (token.type === 'break') {
        // A call may go over several lines.
        if (parens === 0 || value === ';') flush([], false);
        continue;
      }
      if (value === '(' || value === '[') parens++;
      if (value === ')' || value === ']') {
        // What closes here may have been opened before a block in between.
        parens = Math.max(0, parens - 1);
        if (head.length === 0) continue;
      }
      head.push(value);
    }
    flush([], false);
    return out;
  }
}

/** Reads the outline of a Groovy text. Never throws: what cannot be told apart ends up in a head. */
export function readGroovy(source: string): readonly GroovyBlock[] {
  return new Outline(tokenize(source)).blocks(0);
}
