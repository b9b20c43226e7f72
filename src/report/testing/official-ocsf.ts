// SPDX-License-Identifier: Apache-2.0
// Holds events against the official OCSF schema: test/schemas/README.md says where the dictionary comes from.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import json from '../../../test/schemas/ocsf-1.6.0-findings.json' with { type: 'json' };

type Json = Readonly<Record<string, unknown>>;

interface Attribute {
  readonly type: string;
  readonly object_type?: string;
  readonly is_array?: boolean;
  readonly requirement: string;
  readonly profile?: string | null;
  readonly sibling?: string;
  readonly enum?: Readonly<Record<string, { readonly caption: string }>>;
  readonly '@deprecated'?: { readonly since: string };
}

interface Shape {
  readonly constraints?: { readonly at_least_one?: readonly string[]; readonly just_one?: readonly string[] };
  readonly attributes: Readonly<Record<string, Attribute>>;
}

interface Dictionary {
  readonly version: string;
  readonly classes: Readonly<Record<string, Shape & { readonly uid: number; readonly profiles: readonly string[] }>>;
  readonly objects: Readonly<Record<string, Shape>>;
  readonly types: Readonly<
    Record<
      string,
      { readonly type?: string; readonly regex?: string; readonly max_len?: number; readonly range?: readonly number[] }
    >
  >;
}

const dictionary: Dictionary = json;

const primitives: Readonly<Record<string, string>> = {
  boolean_t: 'boolean',
  integer_t: 'integer',
  long_t: 'integer',
  float_t: 'number',
  string_t: 'string',
};

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The attributes that an event with these profiles may have. */
function chosen(shape: Shape, profiles: readonly string[]): readonly (readonly [string, Attribute])[] {
  return Object.entries(shape.attributes).filter(([, { profile }]) => !profile || profiles.includes(profile));
}

function valueSchema({ type, object_type: object, enum: values }: Attribute): Json {
  if (object !== undefined) return { $ref: `#/$defs/${object.replace('/', '~1')}` };
  const { type: base = type, regex, max_len: maxLength, range } = dictionary.types[type] ?? {};
  const primitive = primitives[base];
  if (primitive === undefined) return {};
  const keys = values === undefined ? undefined : Object.keys(values);
  return {
    type: primitive,
    ...(keys === undefined ? {} : { enum: primitive === 'string' ? keys : keys.map(Number) }),
    ...(regex === undefined ? {} : { pattern: regex }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(range === undefined ? {} : { minimum: range[0], maximum: range[1] }),
  };
}

function shapeSchema(shape: Shape, profiles: readonly string[]): Json {
  const attributes = chosen(shape, profiles);
  const { at_least_one: some, just_one: one } = shape.constraints ?? {};
  const has = (names: readonly string[]): readonly Json[] => names.map((name) => ({ required: [name] }));
  return {
    type: 'object',
    // An object without attributes of its own, such as `unmapped`, is open.
    additionalProperties: attributes.length === 0,
    properties: Object.fromEntries(
      attributes.map(([name, attribute]) => {
        const value = valueSchema(attribute);
        return [name, attribute.is_array === true ? { type: 'array', items: value } : value];
      }),
    ),
    required: attributes.filter(([, { requirement }]) => requirement === 'required').map(([name]) => name),
    ...(some === undefined ? {} : { anyOf: has(some) }),
    ...(one === undefined ? {} : { oneOf: has(one) }),
  };
}

const compiled = new Map<string, ValidateFunction>();

function validator(className: string, shape: Shape, profiles: readonly string[]): ValidateFunction {
  const key = [className, ...profiles].join(' ');
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const $defs = Object.fromEntries(
    Object.entries(dictionary.objects).map(([name, object]) => [name, shapeSchema(object, profiles)]),
  );
  // The patterns of the dictionary are not written for the flag u.
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    unicodeRegExp: false,
  });
  const fresh = ajv.compile({ ...shapeSchema(shape, profiles), $defs });
  compiled.set(key, fresh);
  return fresh;
}

/** What a schema cannot tell: attributes on their way out, and words that do not fit their number. */
function walk(value: Json, shape: Shape, path: string): readonly string[] {
  return Object.entries(shape.attributes).flatMap(([name, attribute]) => {
    const found = value[name];
    if (found === undefined) return [];
    const here = `${path}/${name}`;
    const { sibling, enum: values, object_type: object } = attribute;
    const since = attribute['@deprecated']?.since;
    const word = sibling === undefined ? undefined : value[sibling];
    const caption = values?.[String(found)]?.caption;
    // 99 is Other: then the word is the source's own.
    const fits = word === undefined || caption === undefined || (found === 99) !== (word === caption);
    const next = object === undefined ? undefined : dictionary.objects[object];
    const inner = Array.isArray(found) ? found : [found];
    return [
      ...(since === undefined ? [] : [`${here} is deprecated since ${since}`]),
      ...(fits ? [] : [`${path}/${sibling} is "${word}", but ${name} ${found} is "${caption}"`]),
      ...(next === undefined ? [] : inner.filter(isObject).flatMap((item) => walk(item, next, here))),
    ];
  });
}

/** Whether a dotted name leads to an attribute; elements of arrays have no part of their own in it. */
function leads(name: string, shape: Shape, profiles: readonly string[]): boolean {
  const [first = '', ...rest] = name.split('.');
  const attribute = chosen(shape, profiles).find(([own]) => own === first)?.[1];
  if (attribute === undefined || rest.length === 0) return attribute !== undefined;
  const next = attribute.object_type === undefined ? undefined : dictionary.objects[attribute.object_type];
  return next !== undefined && leads(rest.join('.'), next, profiles);
}

/**
 * What is wrong with an OCSF event, by the official schema of version 1.6.0 and the checks of the official validator:
 * unknown, missing and deprecated attributes, types, enumerations and their words, constraints, `type_uid`, names of
 * observables. Empty where it is right. Knows the classes 2003 (Compliance Finding) and 2004 (Detection Finding), each
 * with the profiles that the event names.
 *
 * @param event what was parsed from the line
 * @see https://schema.ocsf.io/1.6.0/
 */
export function ocsfFaults(event: unknown): readonly string[] {
  if (!isObject(event)) return ['not an object'];
  const { class_uid: uid, activity_id: activity, type_uid: type, metadata, observables } = event;
  const [className, shape] = Object.entries(dictionary.classes).find(([, it]) => it.uid === uid) ?? [];
  if (className === undefined || shape === undefined) return [`no class ${uid}`];
  const named = isObject(metadata) && Array.isArray(metadata.profiles) ? metadata.profiles.map(String) : [];
  const version = isObject(metadata) ? metadata.version : undefined;
  const validate = validator(className, shape, named);
  validate(event);
  const names = (Array.isArray(observables) ? observables : []).flatMap((it) => (isObject(it) ? [it.name] : []));
  return [
    ...(validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, JSON.stringify(params)].join(' '),
    ),
    ...named.filter((it) => !shape.profiles.includes(it)).map((it) => `no profile ${it} for ${className}`),
    ...(version === dictionary.version ? [] : [`/metadata/version is ${version}, not ${dictionary.version}`]),
    ...(type === Number(uid) * 100 + Number(activity) ? [] : [`/type_uid ${type} is not class_uid and activity_id`]),
    ...names
      .filter((it) => typeof it === 'string' && !leads(it, shape, named))
      .map((it) => `the observable ${it} is not an attribute of ${className}`),
    ...walk(event, shape, ''),
  ];
}
