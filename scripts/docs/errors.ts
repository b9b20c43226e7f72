// SPDX-License-Identifier: Apache-2.0
import { type ErrorCode, errorCodes } from '../../src/model/error.ts';
import { code, page, table } from './markdown.ts';

interface ErrorText {
  readonly when: string;
  readonly fix: string;
}

/** What each code means and what to do; the type asks for all of them. */
export const errorTexts: Readonly<Record<ErrorCode, ErrorText>> = {
  RULE_SYNTAX: {
    when: 'A rule file is not YAML, or uses what a rule may not: too deep, too many aliases, a key twice.',
    fix: 'Correct the file at the line and column named.',
  },
  RULE_INVALID: {
    when: 'A Sigma document, its `tokenward:` block or a setting of it says something that cannot be meant.',
    fix: 'The message names the key and what may stand there. `tokenward rules validate PATH` checks a whole folder.',
  },
  RULE_UNSUPPORTED: {
    when: 'The rule uses something that is no longer part of Sigma, such as `action` documents or `| count()`, names its fields in another taxonomy, or says itself that it is `unsupported`.',
    fix: 'Write it as Sigma 2.1 does: one document a rule, a correlation for counts.',
  },
  RULE_REFERENCE: {
    when: 'A correlation or filter names a rule that is not there, or rules refer to each other in a circle.',
    fix: 'Check the name or id, and that the other file is loaded too.',
  },
  RULE_DUPLICATE: {
    when: 'Two rules have the same name or id.',
    fix: 'Rename one. If yours is meant to replace a shipped rule, name the shipped one under `rules.disable`.',
  },
  RULE_PLACEHOLDER: {
    when: 'A `%name%` under the modifier `expand` has no values.',
    fix: 'Use a list of [rule-keys.md](rule-keys.md#lists), or declare a setting with `placeholder` and `default`.',
  },
  REGEX_INVALID: {
    when: 'A regular expression is not one that runs in linear time (RE2 syntax): look-around and back-references are not.',
    fix: 'Write it without them, or as several `contains`.',
  },
  CASE_INVALID: {
    when: 'A case file is not as the schema says, or a near miss changes nothing or leads nowhere.',
    fix: 'See [cases](rule-keys.md#cases).',
  },
  SETTINGS_INVALID: {
    when: 'tokenward.yml (or the file that `--settings` names) cannot be read, or holds a key or value that is not known.',
    fix: 'See [settings.md](settings.md); the message has the line.',
  },
  INPUT_UNREADABLE: {
    when: 'A file, folder or pipe cannot be opened or read to its end, or is of a kind that is not read (ZIP, xz, Parquet). Also: a file of the installation is missing.',
    fix: 'Check path and permissions, unpack it first, or install Tokenward again.',
  },
  INPUT_EMPTY: {
    when: 'A folder or pattern holds no log.',
    fix: 'Name the folder that the logs are in. Hidden files are left out.',
  },
  INPUT_SKIPPED: {
    when: 'A file below a folder is neither JSON nor CSV, or is one that was read already.',
    fix: 'Nothing, if that was expected. It does not change the exit code.',
  },
  RECORD_INVALID: {
    when: 'A line or element is not a JSON object, or has no usable time.',
    fix: 'The report shows place and first characters. Often a file was cut off or two were joined.',
  },
  UNRECOGNISED: {
    when: 'A record is sound, but of no log source that is known.',
    fix: 'See [sources.md](sources.md) for what is recognised, and [CONTRIBUTING.md](../CONTRIBUTING.md) for how to add a source.',
  },
  RECORD_TOO_LARGE: {
    when: 'One record is longer than the limit that the message names.',
    fix: 'Usually the file is not what it seems. The other records are read.',
  },
  RECORD_TOO_DEEP: {
    when: 'A record is nested deeper than the limit that the message names.',
    fix: 'No log source nests like that; look at who wrote the record.',
  },
  COMPRESSION_INVALID: {
    when: 'Compressed data is damaged or ends early. What came before is read.',
    fix: 'Fetch the file again.',
  },
  STATE_INVALID: {
    when: 'The folder of `--state` holds something that is no state of this version.',
    fix: 'Move it away; baselines are learnt anew.',
  },
  DOCUMENT_INVALID: {
    when: 'A document of an inventory is not the YAML, JSON, XML or LDIF that its name or content says.',
    fix: 'The message has line and column. Other documents of the file, and other files, are read. Templates must be rendered first.',
  },
  ITEM_INVALID: {
    when: 'An exported inventory or a saved response does not have the shape that its reader knows.',
    fix: 'The message names the field. Export again with the command that docs/inventory.md gives.',
  },
  COLLECT_DENIED: {
    when: 'A provider refused to give something out: the credential is not valid any more, or lacks a permission.',
    fix: 'The message names the least permission that is needed. What could be read is kept; the rest is unknown.',
  },
  COLLECT_FAILED: {
    when: 'A provider could not be reached, kept failing, or answered with something that is no answer.',
    fix: 'Run the same command again: it goes on where it stopped.',
  },
  FIX_CONFLICT: {
    when: 'A file is not as it was when it was audited, or two fixes of it contradict each other.',
    fix: 'Run the audit again and apply its fixes then.',
  },
  BASELINE_INVALID: {
    when: 'The file that `--baseline` names is no baseline of `tokenward audit`.',
    fix: 'Write one with `--write-baseline FILE`.',
  },
  EXCEPTION_INVALID: {
    when: 'An exception lacks owner, reason or date of expiry, or names a check that is not there.',
    fix: 'See the key `exceptions` in docs/settings.md. An exception that is not valid covers nothing.',
  },
  USAGE: {
    when: 'An argument names something that is not there, or the report cannot be written.',
    fix: 'The message says what there is. See [commands.md](commands.md).',
  },
};

export function errorsPage(): string {
  return page(
    'Errors',
    'A message names what is wrong, how to put it right, the place where there is one (`file:line:column`), and the code. Codes do not change their meaning.',
    'What is wrong with arguments, settings, state or cases ends a run with exit code 2. A rule that cannot be used is named and left out, and the others run; `tokenward rules validate` ends with 1 then. Of the inputs, `INPUT_UNREADABLE`, `INPUT_EMPTY` and `COMPRESSION_INVALID` are reported beside the findings, and the run ends with 3. `INPUT_SKIPPED`, `RECORD_*` and `UNRECOGNISED` are counted and shown, and change nothing else, unless no record at all could be used: then the run ends with 3 too.',
    table(
      ['code', 'when', 'what to do'],
      errorCodes.map((it) => [code(it), errorTexts[it].when, errorTexts[it].fix]),
    ),
  );
}
