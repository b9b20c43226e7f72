// SPDX-License-Identifier: Apache-2.0
// A record as the scanner found it: the texts of a few paths in its memory, read and projected only when asked for. What
// cannot be told from them makes the reading fail, and then the record is parsed.
import { type EnrichedFieldName, enrichedFields, type LifecycleFieldName } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { Excerpt, Source } from '../../model/source.ts';
import { text } from '../../sources/shared/read.ts';
import type { Enrichment } from '../engine.ts';
import { lifecyclePrefix } from '../event-field.ts';
import { scrub } from '../fingerprint.ts';

export type Getter = (reading: Reading) => unknown;

/** Where the scanner keeps what it knows of the slots; indexes into its memory as 32-bit numbers. */
export interface SlotTables {
  readonly bytes: Buffer;
  readonly numbers: Int32Array;
  readonly at: { readonly [K in 'ptr' | 'length' | 'route' | 'epoch' | 'id' | 'idEpoch' | 'mode']: number };
}

interface Part {
  readonly slot: number;
  readonly holding: string | undefined;
  readonly only: boolean;
}

interface Projected {
  readonly parts: readonly Part[];
  readonly to: (values: readonly unknown[]) => unknown;
  /** Results by the numbers that the scanner gave the texts. */
  readonly known: Map<number, unknown>;
}

const indirect = 0x8000;
/** Ids from here on are not remembered: texts that often come again get theirs early. */
const mostIds = 1 << 13;
/** By the number of parts, the bits of each id in a key, which stays a small integer: 0 where there is no room. */
const keyBits: readonly number[] = [0, 13, 13, 10];
const mostKnown = 20_000;
const quote = 0x22;
const bracket = 0x5b;

/** The scanner's current record. One object a scanner, which goes from record to record. */
export class Reading {
  /** Something was asked for that the texts do not tell. */
  failed = false;
  /** Another number for each record. */
  epoch = 0;
  readonly #tables: SlotTables;
  readonly #slots: ReadonlyMap<string, number>;
  readonly #enrich: Enrichment;
  readonly #source: Source;
  readonly #getters = new Map<string, Getter>();
  readonly #resets: (() => void)[] = [];
  readonly #ids: readonly Getter[];

  constructor(source: Source, slots: ReadonlyMap<string, number>, tables: SlotTables, enrich: Enrichment) {
    this.#source = source;
    this.#slots = slots;
    this.#tables = tables;
    this.#enrich = enrich;
    this.#ids = source.eventId.map((path) => this.field(path));
  }

  /** Turns to another record. */
  begin(epoch: number): void {
    this.epoch = epoch;
    this.failed = false;
  }

  /** The scanner has forgotten its texts and will number them anew. */
  forget(): void {
    for (const reset of this.#resets) reset();
  }

  /** The record's own id; the reading fails where it has none, as the id is then made of the whole record. */
  id(): string {
    for (const get of this.#ids) {
      const id = text(get(this));
      if (id !== undefined) return id;
    }
    this.failed = true;
    return '';
  }

  /** The reader of a field, as rules name it; it fails where the field has no slot. */
  field(field: string): Getter {
    let getter = this.#getters.get(field);
    if (getter === undefined) {
      getter = this.#once(this.#compile(field));
      this.#getters.set(field, getter);
    }
    return getter;
  }

  /** {@link Reading.field} as correlations see it: secrets are fingerprinted. */
  scrubbed(field: string): Getter {
    const get = this.field(field);
    return this.#once((reading) => {
      const value = get(reading);
      if (Array.isArray(value)) return value.map((it: unknown) => (typeof it === 'string' ? scrub(it) : it));
      return typeof value === 'string' ? scrub(value) : value;
    });
  }

  /** Works a getter out once a record. */
  #once(get: Getter): Getter {
    let epoch = 0;
    let value: unknown;
    return (reading) => {
      if (epoch === reading.epoch) return value;
      value = get(reading);
      epoch = reading.epoch;
      return value;
    };
  }

  #compile(field: string): Getter {
    if (!field.startsWith(lifecyclePrefix)) return this.#ofSlot(this.#slots.get(field));
    const name = field.slice(lifecyclePrefix.length) as LifecycleFieldName;
    if (name === 'agent.family') {
      const agent = this.field(`${lifecyclePrefix}agent.raw`);
      return (reading) => {
        const raw = agent(reading);
        return typeof raw === 'string' ? reading.#enrich.agentFamily(raw) : undefined;
      };
    }
    if (name === 'network.ip' || name in enrichedFields) return this.#ofNetwork(name as EnrichedFieldName);
    return this.#projected(name);
  }

  #ofNetwork(name: EnrichedFieldName | 'network.ip'): Getter {
    if (name !== 'network.ip') {
      const network = this.#network();
      const key = name.slice('network.'.length) as keyof Network;
      return (reading) => (network(reading) as Network | undefined)?.[key];
    }
    const projected = this.#projected('network.ip');
    const network = this.#network();
    return (reading) => (network(reading) as Network | undefined)?.ip ?? projected(reading);
  }

  #network(): Getter {
    let getter = this.#getters.get(' network');
    if (getter === undefined) {
      const ip = this.#projected('network.ip');
      getter = this.#once((reading) => {
        const address = ip(reading);
        return typeof address === 'string' ? reading.#enrich.network(address) : undefined;
      });
      this.#getters.set(' network', getter);
    }
    return getter;
  }

  /** A projected field: as in an event, the last projection that gives something counts. */
  #projected(name: string): Getter {
    const projections = this.#source.lifecycle
      .filter((it) => it.field === name)
      .map(({ from, to }): Projected => {
        const known = new Map<number, unknown>();
        this.#resets.push(() => known.clear());
        return { parts: from.map((it) => this.#part(it)), to, known };
      });
    const [only, ...more] = projections;
    if (only !== undefined && more.length === 0) return (reading) => reading.#project(only);
    return (reading) => {
      let value: unknown;
      for (const it of projections) value = reading.#project(it) ?? value;
      return value;
    };
  }

  #part(from: string | Excerpt): Part {
    const path = typeof from === 'string' ? from : from.path;
    const slot = this.#slots.get(path) ?? -1;
    if (typeof from === 'string') return { slot, holding: undefined, only: false };
    return { slot, holding: from.holding, only: from.only === true };
  }

  #project({ parts, to, known }: Projected): unknown {
    const bits = keyBits[parts.length] ?? 0;
    let key = bits === 0 ? -1 : 0;
    for (const { slot } of parts) {
      const id = this.#idOf(slot);
      key = key < 0 || id === 0 || id >>> bits !== 0 ? -1 : (key << bits) | id;
    }
    if (key < 0) return to(parts.map((part) => this.#valueOf(part)));
    let value = known.get(key);
    if (value === undefined && !known.has(key)) {
      value = to(parts.map((part) => this.#valueOf(part)));
      if (this.failed) return value;
      if (known.size >= mostKnown) known.clear();
      known.set(key, value);
    }
    return value;
  }

  #valueOf({ slot, holding, only }: Part): unknown {
    const value = this.#read(slot);
    if (holding === undefined) return value;
    if (typeof value !== 'string') return only ? undefined : value;
    const holds = value.includes(holding);
    return only ? holds : holds ? value : undefined;
  }

  #ofSlot(slot: number | undefined): Getter {
    if (slot === undefined) {
      return (reading) => {
        reading.failed = true;
        return undefined;
      };
    }
    let known: unknown[] = [];
    this.#resets.push(() => {
      known = [];
    });
    return (reading) => {
      const id = reading.#idOf(slot);
      if (id === 0) return reading.#read(slot);
      const value = known[id];
      if (value !== undefined) return value;
      const read = reading.#read(slot);
      if (!reading.failed) known[id] = read;
      return read;
    };
  }

  /** The scanner's number for the text of a slot, 1 where there is none, 0 where it has not numbered it. */
  #idOf(slot: number): number {
    const { numbers, at } = this.#tables;
    if (slot < 0) return 0;
    if (numbers[at.epoch + slot] !== this.epoch) return 1;
    if (numbers[at.idEpoch + slot] !== this.epoch || numbers[at.mode + slot] !== 0) return 0;
    const id = numbers[at.id + slot] ?? 0;
    return id > 2 && id < mostIds ? id : 0;
  }

  /** The value of a slot, `undefined` where the record does not have it. */
  #read(slot: number): unknown {
    const { bytes, numbers, at } = this.#tables;
    if (slot < 0) {
      this.failed = true;
      return undefined;
    }
    if (numbers[at.epoch + slot] !== this.epoch) return undefined;
    const from = numbers[at.ptr + slot] ?? 0;
    if (((numbers[at.route + slot] ?? 0) & indirect) !== 0) {
      // Something above the path is no object. What a path through an array gives is for the whole record to tell.
      if (bytes[from] === bracket) this.failed = true;
      return undefined;
    }
    const to = from + (numbers[at.length + slot] ?? 0);
    if (bytes[from] === quote) {
      const plain = bytes.toString('utf8', from + 1, to - 1);
      if (!plain.includes('\\')) return plain;
    }
    return JSON.parse(bytes.toString('utf8', from, to)) as unknown;
  }
}
