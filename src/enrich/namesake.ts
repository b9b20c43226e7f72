// SPDX-License-Identifier: Apache-2.0
import { tsvRows } from './lists.ts';
import { readList } from './load.ts';
import { compareLooks, type Look, lookOf } from './lookalike.ts';

/** A known application whose name another one bears or imitates. */
export interface Namesake {
  readonly id: string;
  readonly name: string;
  readonly firstParty: boolean;
  readonly abused: boolean;
  readonly why: string;
}

/** Shorter names (Portal, Teams) are words that anybody may use. */
const shortest = 9;
/** Answers that are kept: several checks ask for the same names. */
const mostKept = 100_000;

/**
 * Builds the look-up behind `Knowledge.namesake` from the text of three lists. A name is compared exactly with every
 * known one, by its look with every longer one, and by a letter or two with the few that attackers imitate.
 */
export function createNamesakes(lists: {
  readonly microsoft: string;
  readonly phished: string;
  readonly abused: string;
}): (name: string) => Namesake | undefined {
  const same = new Map<string, Namesake>();
  const looks = new Map<string, Namesake>();
  const prominent: { readonly known: Namesake; readonly look: Look }[] = [];
  const add = (known: Namesake): void => {
    const key = plain(known.name);
    if (!known.abused && key.length < shortest) return;
    if (!same.has(key)) same.set(key, known);
    const { skeleton: look } = lookOf(known.name);
    if (look.length >= shortest && !looks.has(look)) looks.set(look, known);
  };
  for (const [id = '', name = '', , by = ''] of tsvRows(lists.abused)) {
    if (by !== '') add({ id, name, firstParty: false, abused: true, why: 'same' });
  }
  for (const [id = '', name = ''] of tsvRows(lists.phished)) {
    const known = { id, name, firstParty: true, abused: false, why: 'same' };
    add(known);
    if (plain(name).length >= shortest) prominent.push({ known, look: lookOf(name) });
  }
  for (const [id = '', name = ''] of tsvRows(lists.microsoft)) {
    add({ id, name, firstParty: true, abused: false, why: 'same' });
  }
  const find = (name: string): Namesake | undefined => {
    const exact = same.get(plain(name));
    if (exact !== undefined) return exact;
    const own = lookOf(name);
    const look = looks.get(own.skeleton);
    if (look !== undefined)
      return { ...look, why: compareLooks(own, lookOf(look.name))?.why ?? `looks like "${look.name}"` };
    for (const it of prominent) {
      const likeness = compareLooks(own, it.look);
      if (likeness !== undefined) return { ...it.known, why: likeness.why };
    }
    return undefined;
  };
  const kept = new Map<string, Namesake | undefined>();
  return (name) => {
    if (kept.has(name)) return kept.get(name);
    const found = find(name);
    if (kept.size >= mostKept) kept.clear();
    kept.set(name, found);
    return found;
  };
}

function plain(text: string): string {
  return text.slice(0, 256).toLowerCase().replaceAll(/\s+/g, '');
}

/** The look-up over the lists of the installation, which are read when first asked for. */
export function createNamesakeFinder(): (name: string) => Namesake | undefined {
  let find: ((name: string) => Namesake | undefined) | undefined;
  return (name) => {
    find ??= createNamesakes({
      microsoft: readList('microsoft-apps.tsv'),
      phished: readList('phished-clients.tsv'),
      abused: readList('abused-apps.tsv'),
    });
    return find(name);
  };
}
