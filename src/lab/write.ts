// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zones } from './addresses.ts';
import { isEnvelope } from './files.ts';
import type { LabRecord } from './record.ts';

/** What was written. */
export interface Written {
  readonly files: number;
  readonly records: number;
  readonly labelled: number;
  /** Before compression. */
  readonly bytes: number;
}

/** Names the records that belong to an attack; a walk through the folder passes over it. */
export const labelFile = '.lab/labels.jsonl';

/** Bytes collected before a write. */
const chunk = 1 << 18;

/** A file that is written in pieces; each piece of a `.gz` file is a gzip member of its own. */
class LogFile {
  readonly #fd: number;
  readonly #gzip: boolean;
  readonly #envelope: boolean;
  #parts: string[] = [];
  #pending = 0;
  #records = 0;
  bytes = 0;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#fd = openSync(path, 'w');
    this.#gzip = path.endsWith('.gz');
    this.#envelope = isEnvelope(path);
    if (this.#envelope) this.#add('{"Records":[\n');
  }

  /** Adds a record; gives its 1-based line. */
  append(text: string): number {
    this.#records++;
    if (!this.#envelope) this.#add(`${text}\n`);
    else this.#add(this.#records === 1 ? text : `,\n${text}`);
    return this.#envelope ? this.#records + 1 : this.#records;
  }

  close(): void {
    if (this.#envelope) this.#add('\n]}\n');
    this.#flush();
    closeSync(this.#fd);
  }

  #add(text: string): void {
    this.#parts.push(text);
    this.#pending += text.length;
    if (this.#pending >= chunk) this.#flush();
  }

  #flush(): void {
    if (this.#parts.length === 0) return;
    const plain = Buffer.from(this.#parts.join(''));
    this.bytes += plain.length;
    const out = this.#gzip ? gzipSync(plain, { level: 9 }) : plain;
    for (let at = 0; at < out.length; ) at += writeSync(this.#fd, out, at);
    this.#parts = [];
    this.#pending = 0;
  }
}

/**
 * Writes records into a folder: the logs, `.lab/labels.jsonl` (attack, step, event id, file, line; hidden, as it is no
 * log), `tokenward.yml` with the organisation's networks, and a README.txt that says that all of it is synthetic. Files of the same names are replaced.
 *
 * Of each source one file is open at a time, so memory and file handles stay constant.
 *
 * @throws the file system's own error where a file cannot be written.
 */
export function writeLab(records: Iterable<LabRecord>, folder: string): Written {
  mkdirSync(folder, { recursive: true });
  const open = new Map<string, { readonly name: string; readonly file: LogFile }>();
  const seen = new Map<string, number>();
  let files = 0;
  const labels = new LogFile(join(folder, labelFile));
  let count = 0;
  let labelled = 0;
  let bytes = 0;
  const close = (file: LogFile): void => {
    file.close();
    bytes += file.bytes;
  };
  try {
    for (const { source, file: name, record, label, id, arrived } of records) {
      let current = open.get(source);
      if (current?.name !== name) {
        if (current !== undefined) close(current.file);
        current = { name, file: new LogFile(join(folder, name)) };
        files++;
        open.set(source, current);
      }
      const line = current.file.append(JSON.stringify(record));
      seen.set(source, (seen.get(source) ?? 0) + 1);
      count++;
      if (label === undefined) continue;
      labelled++;
      const { attack, step, rows } = label;
      const time = new Date(arrived).toISOString();
      labels.append(JSON.stringify({ attack, step, rows, source, eventId: id, file: name, line, arrived: time }));
    }
  } finally {
    for (const { file } of open.values()) close(file);
    labels.close();
  }
  writeFileSync(join(folder, 'tokenward.yml'), settings());
  writeFileSync(join(folder, 'README.txt'), readme(seen, labelled));
  return { files, records: count, labelled, bytes };
}

/** The organisation's own ranges, as rules know them. */
function settings(): string {
  const lines = [
    '# The networks of the synthetic organisation whose logs lie here. All of it is made up.',
    'networks:',
    `  - { zone: office, cidrs: [${zones.office}], country: DE }`,
    `  - { zone: egress, cidrs: [${zones.egress}], country: DE }`,
    `  - { zone: cluster, cidrs: [${zones.pods}, ${zones.nodes}] }`,
    `  - { zone: runners, cidrs: [${zones.runners}], country: DE }`,
  ];
  return `${lines.join('\n')}\n`;
}

function readme(seen: ReadonlyMap<string, number>, labelled: number): string {
  const sources = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
  return `SYNTHETIC DATA

Every record here was made by "tokenward lab generate". The people, the tenant, the accounts, the tokens and the
attacks do not exist. Each record carries "tokenwardLab": true. Names and most addresses are of ranges reserved for
documentation; the attackers' addresses are single addresses of real hosting companies, one for each attack, so that
enrichment has something to see. They say nothing about those companies or their customers.

${labelFile} names the ${labelled} records that belong to an attack: attack, step, event id, file and line.
tokenward.yml names the organisation's own networks.

${sources.map(([source, records]) => `${source.padEnd(20)} ${String(records).padStart(8)} records`).join('\n')}
`;
}
