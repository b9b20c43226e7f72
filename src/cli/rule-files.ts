// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleFile } from '../detect/rule-set.ts';
import { TokenwardError } from '../model/error.ts';

/** The detections that come with Tokenward. */
export const shippedRules = fileURLToPath(new URL('../../content/detections/', import.meta.url));

/** Bytes of a rule file that are read at most. */
const largest = 4 << 20;
const ruleName = /\.ya?ml$/i;
const caseName = /\.cases\.ya?ml$/i;

function walk(folder: string, wanted: (name: string) => boolean, depth = 0): string[] {
  if (depth > 16) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(path, wanted, depth + 1);
      return entry.isFile() && wanted(entry.name) ? [path] : [];
    });
}

function readText(path: string): string {
  const { size } = statSync(path);
  if (size > largest) {
    throw new TokenwardError('RULE_INVALID', `${path} has ${size} bytes; a rule file has at most ${largest}`, {
      position: { file: path },
    });
  }
  return readFileSync(path, 'utf8');
}

function list(path: string, wanted: (name: string) => boolean): readonly string[] {
  try {
    return statSync(path).isDirectory() ? walk(path, wanted) : [path];
  } catch (cause) {
    throw new TokenwardError(
      'USAGE',
      `${path}: there are no rules to read there; give a Sigma file or a folder of them`,
      {
        position: { file: path },
        cause,
      },
    );
  }
}

/** Every Sigma file at or below a path; case files are left out. Shipped rules are named relative to their folder. */
export function readRuleFiles(path: string): readonly RuleFile[] {
  const named = (file: string): string => (file.startsWith(shippedRules) ? relative(shippedRules, file) : file);
  return list(path, (name) => ruleName.test(name) && !caseName.test(name)).map((file) => ({
    file: named(file),
    text: readText(file),
  }));
}

/** Every case file at or below a path, with the rule file that it belongs to. */
export function readCaseFiles(path: string): readonly (RuleFile & { readonly ruleFile: string })[] {
  return list(path, (name) => caseName.test(name)).map((file) => ({
    file,
    text: readText(file),
    ruleFile: file.replace(caseName, '.yml'),
  }));
}
