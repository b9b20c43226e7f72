// SPDX-License-Identifier: Apache-2.0
import type { Organisation, Person } from './organisation.ts';
import type { Random } from './random.ts';
import type { Emission, Label } from './record.ts';

/** A token that Entra has issued: what later records of the same token have in common. */
export interface EntraToken {
  /** Unique token identifier, a GUID. */
  readonly uti: string;
  readonly session: string;
  readonly ip: string;
  readonly app: string;
  readonly issued: number;
}

/** What builders of records need: the organisation, a generator, and what has been handed out so far. */
export interface Lab {
  readonly organisation: Organisation;
  readonly random: Random;
  /** Full records (request and response objects, all policies); false keeps them short. */
  readonly verbose: boolean;
  /** Latest token per person and application, keyed by both. */
  readonly tokens: Map<string, EntraToken>;
  /** Sessions and keys whose beginning is in the log. */
  readonly started: Set<string>;
  readonly sequence: { next: number };
}

/** One source's background: how much of all records it gives, when, and how one is made. */
export interface Background {
  readonly source: string;
  /** Share of all records, in parts. */
  readonly weight: number;
  /** Part of the records that follows people's working hours, 0 to 1; the rest is spread evenly. */
  readonly human: number;
  readonly emit: (lab: Lab, time: number, byHuman: boolean) => readonly Emission[];
}

/** One attack: a finite story, told as labelled records from `start` on. */
export interface Attack {
  readonly name: string;
  readonly title: string;
  /** Rows of the mission that it speaks to. */
  readonly rows: readonly string[];
  readonly sources: readonly string[];
  readonly steps: (lab: Lab, start: number) => readonly Emission[];
}

/** Puts a label on an attack's record. */
export function labelled(emission: Emission, attack: string, step: string, rows: readonly string[]): Emission {
  const label: Label = { attack, step, rows };
  return { ...emission, label };
}

/** The mark that every record carries. */
export const labMark = { tokenwardLab: true } as const;

export function anyone(lab: Lab): Person {
  return lab.random.pick(lab.organisation.people);
}
