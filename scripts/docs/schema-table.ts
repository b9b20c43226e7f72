// SPDX-License-Identifier: Apache-2.0
// A JSON Schema as rows of a table: one row a key.
import { code, table } from './markdown.ts';

type Schema = Readonly<Record<string, unknown>>;

function isSchema(it: unknown): it is Schema {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}

function schemasOf(it: unknown): readonly Schema[] {
  return Array.isArray(it) ? it.filter(isSchema) : [];
}

function typeOf(schema: Schema): string {
  const { type, const: constant, enum: choices, items, anyOf, allOf, additionalProperties } = schema;
  if (constant !== undefined) return code(String(constant));
  if (Array.isArray(choices)) return choices.map((it) => code(String(it))).join(', ');
  const of = schemasOf(anyOf ?? allOf);
  if (of.length > 0) return of.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${isSchema(items) ? typeOf(items) : 'anything'}`;
  if (type === 'object') return isSchema(additionalProperties) ? `map to ${typeOf(additionalProperties)}` : 'map';
  if (type === 'string' && typeof schema.pattern === 'string') return `text like ${code(schema.pattern)}`;
  const plain: readonly unknown[] = Array.isArray(type) ? type : [type ?? 'anything'];
  return plain.map((it) => (it === 'string' ? 'text' : String(it))).join(' or ');
}

function defaultOf(schema: Schema): string {
  if (!('default' in schema)) return '';
  const text = JSON.stringify(schema.default);
  return text === '{}' ? '' : code(text);
}

function rowsOf(schema: Schema, path: string): readonly (readonly string[])[] {
  const { properties, required, items, additionalProperties, anyOf } = schema;
  const rows: (readonly string[])[] = [];
  if (isSchema(properties)) {
    const needed: readonly unknown[] = Array.isArray(required) ? required : [];
    for (const [key, inner] of Object.entries(properties)) {
      if (!isSchema(inner)) continue;
      const name = path === '' ? key : `${path}.${key}`;
      const must = needed.includes(key) && !('default' in inner) ? 'yes' : '';
      rows.push([code(name), typeOf(inner), must, defaultOf(inner), String(inner.description ?? '')]);
      rows.push(...rowsOf(inner, name));
    }
  }
  if (isSchema(items)) rows.push(...rowsOf(items, `${path}[]`));
  if (isSchema(additionalProperties)) rows.push(...rowsOf(additionalProperties, `${path}.<name>`));
  const seen = new Set(rows.map(([name]) => name));
  for (const other of schemasOf(anyOf)) {
    for (const row of rowsOf(other, path)) {
      if (!seen.has(row[0])) rows.push(row);
      seen.add(row[0]);
    }
  }
  return rows;
}

/** Every key that the schema knows, in its order. */
export function schemaTable(schema: Schema): string {
  const rows = rowsOf(schema, '');
  const hasMust = rows.some((row) => row[2] !== '');
  const keep = (row: readonly string[]): readonly string[] => (hasMust ? row : row.filter((_, index) => index !== 2));
  return table(keep(['key', 'value', 'needed', 'default', 'what it is']), rows.map(keep));
}
