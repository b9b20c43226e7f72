// SPDX-License-Identifier: Apache-2.0
import { inTransit, type Organisation, type Person } from './organisation.ts';
import type { Random } from './random.ts';
import type { Emission } from './record.ts';

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
  /** Logins of people whom an attack has met already. */
  readonly victims: Set<string>;
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

/** The mark that every record carries. */
export const labMark = { tokenwardLab: true } as const;

/** Somebody who is at work on a machine at that time: not on a train or in the air. */
export function anyone(lab: Lab, time: number, among: readonly Person[] = lab.organisation.people): Person {
  for (let attempt = 0; attempt < 8; attempt++) {
    const person = lab.random.pick(among);
    if (!inTransit(lab.organisation, person, time)) return person;
  }
  return lab.random.pick(among);
}

/** Somebody at work whom no attack has met yet, as long as there is one, so that attacks do not run together. */
export function victim(lab: Lab, time: number, among: readonly Person[] = lab.organisation.people): Person {
  const untouched = among.filter(({ login }) => !lab.victims.has(login));
  const person = anyone(lab, time, untouched.length > 0 ? untouched : among);
  lab.victims.add(person.login);
  return person;
}
