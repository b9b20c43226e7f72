// SPDX-License-Identifier: Apache-2.0
// Values of pipeline files, as items hold them: checked, bounded, without secrets.
import type { CiImage, CiPermissions, CiUses } from '../../model/inventory/ci.ts';
import type { DocumentPath } from '../../model/inventory/provenance.ts';
import { fields, isFields } from '../values.ts';

/** Characters of one text; scripts are longer only where they carry data. */
const maxText = 100_000;
/** Characters of one line of a script: what is longer is data, and patterns are to stay quick on it. */
const maxLine = 8_000;
const longLine = /[^\n]{8001,}/g;

/** Own keys only: a key named `constructor` is a key like any other. */
export function field(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

const secretName = /pass(?:word|wd|phrase)?$|secret|token|api_?key|access_?key|private_?key|credential/i;
const tokenShapes =
  /\b(?:gh[opsur]_\w{20,}|github_pat_\w{20,}|gl[a-z]{2,6}-[\w.-]{16,}|(?:AKIA|ASIA)[A-Z0-9]{16}|xox[a-z]-[\w-]{10,}|npm_\w{20,}|pypi-[\w-]{20,}|hv[sb]\.[\w-]{20,}|ya29\.[\w-]{20,}|dckr_pat_[\w-]{10,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)/g;
const assigned =
  /((?:pass(?:word|wd)?|secret|token|api_?key|access_?key)\w*["']?\s*[=:]\s*)(["']?)[A-Za-z0-9+/=_.~-]{12,}\2/gi;

/** Takes out what looks like a secret; names of variables and expressions stay. */
export function withoutSecrets(text: string): string {
  return text
    .slice(0, maxText)
    .replace(longLine, (line) => line.slice(0, maxLine))
    .replace(tokenShapes, '[removed]')
    .replace(assigned, (all, name: string) =>
      /[$%{(]/.test(all.slice(name.length)) || !/\d/.test(all) ? all : `${name}[removed]`,
    );
}

/** A scalar as text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return withoutSecrets(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((it) => textOf(it) ?? []);
}

/** A map of scalars. A literal under a name such as PASSWORD is taken out: what matters is that it is literal. */
export function textMapOf(value: unknown): Readonly<Record<string, string>> {
  if (!isFields(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, it]): [string, string][] => {
      const text = textOf(it) ?? (it === null ? '' : undefined);
      if (text === undefined) return [];
      const literal = text.length >= 8 && !/[$%{]/.test(text) && typeof it === 'string';
      return [[key, literal && secretName.test(key) && /\d/.test(text) ? '[removed]' : text]];
    }),
  );
}

const accesses = new Set(['read', 'write', 'none']);

/** `permissions:`, where an empty map means none. @returns undefined where it is absent or not valid */
export function permissionsOf(value: unknown): CiPermissions | undefined {
  if (value === 'read-all' || value === 'write-all') return value;
  if (value === null || !isFields(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([scope, access]): [string, 'read' | 'write' | 'none'][] =>
      typeof access === 'string' && accesses.has(access)
        ? [[scope, access === 'write' ? 'write' : access === 'read' ? 'read' : 'none']]
        : [],
    ),
  );
}

const digest = /@sha256:[0-9a-f]{64}$/i;

/** `uses:` of a step or job. `$/path` is the repository itself at the commit that runs, `./path` whatever is in the working folder. */
export function usesOf(value: unknown): CiUses | undefined {
  const raw = textOf(value)?.trim();
  if (raw === undefined || raw === '') return undefined;
  if (raw.startsWith('docker://'))
    return { raw, type: 'image', name: raw.slice(9).replace(/@.*$/, ''), pinned: digest.test(raw) };
  if (/^(?:\$|\.{1,2})\//.test(raw))
    return {
      raw,
      type: 'local',
      name: raw.replace(/^\$\//, '').replace(/^\.\//, '').replace(/\/+$/, ''),
      pinned: true,
    };
  const match = /^([^/@\s]+)\/([^/@\s]+)((?:\/[^@\s]*)?)(?:@(\S+))?$/.exec(raw);
  if (match === null) return { raw, type: 'action', name: raw, pinned: false };
  const [, owner = '', repository = '', rest = '', ref] = match;
  const path = rest.replace(/^\/+|\/+$/g, '');
  return {
    raw,
    type: /\.ya?ml$/.test(path) ? 'workflow' : 'action',
    name: `${owner}/${repository}`,
    owner,
    ...(path === '' ? {} : { path }),
    ...(ref === undefined ? {} : { ref }),
    pinned: ref !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(ref),
  };
}

/** `container:` or one of `services:`: an image, or a map with one. */
export function imageOf(value: unknown, at: DocumentPath): CiImage | undefined {
  const short = typeof value === 'string';
  const image = short ? textOf(value) : textOf(field(value, 'image') ?? field(value, 'name'));
  if (image === undefined || image === '') return undefined;
  const options = textOf(field(value, 'options'));
  const credentials = fields(field(value, 'credentials'));
  return {
    image,
    at: short ? at : [...at, field(value, 'image') === undefined ? 'name' : 'image'],
    pinned: digest.test(image),
    ...(options === undefined ? {} : { options }),
    literalCredentials: Object.keys(credentials).filter((key) => {
      const it = credentials[key];
      return typeof it === 'string' && it !== '' && !it.includes('${{') && !it.includes('$');
    }),
  };
}

/** Keys that stay the same when other steps come or go: two runs of an audit must call a step by the same name. */
export function createKeys(): (wish: string) => string {
  const seen = new Map<string, number>();
  return (wish) => {
    const base =
      wish
        .toLowerCase()
        .replace(/[^a-z0-9/._-]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 60) || 'step';
    const many = (seen.get(base) ?? 0) + 1;
    seen.set(base, many);
    return many === 1 ? base : `${base}:${many}`;
  };
}

/** The folder of a repository and the path in it, by a folder that only stands at a repository's root. */
export function splitRoot(path: string, marker: RegExp): { readonly root: string; readonly file: string } {
  const at = path.search(marker);
  if (at <= 0) return { root: '', file: at === 0 ? path.replace(/^\//, '') : path.slice(path.lastIndexOf('/') + 1) };
  return { root: path.slice(0, at), file: path.slice(at).replace(/^\//, '') };
}
