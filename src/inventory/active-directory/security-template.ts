// SPDX-License-Identifier: Apache-2.0
// Security templates: what `secedit /export` writes, and GptTmpl.inf of a GPO or its backup.
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { policyFolder, rightMembers, type SecuritySettings, settingsItems } from './security-settings.ts';

/** Sections of an INF file that say what is set. @see [MS-GPSB] 2.2 */
export function readTemplate(text: string): SecuritySettings & { readonly line: number } {
  const system = new Map<string, string>();
  const rights = new Map<string, readonly string[]>();
  const registry = new Map<string, string>();
  let section = '';
  let line = 1;
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    const opened = /^\s*\[([^\]]{1,60})\]/.exec(row)?.[1];
    if (opened !== undefined) {
      section = opened.toLowerCase();
      if (section === 'system access') line = index + 1;
      continue;
    }
    const equals = row.indexOf('=');
    if (equals < 1 || row.trimStart().startsWith(';')) continue;
    const key = row.slice(0, equals).trim();
    const value = row.slice(equals + 1).trim();
    if (section === 'system access') system.set(key, value);
    if (section === 'privilege rights') rights.set(key, rightMembers(value));
    // Type and value: `MACHINE\...\CachedLogonsCount=1,"4"`.
    if (section === 'registry values') registry.set(key, value.replace(/^\d+,/, '').replace(/^"(.*)"$/, '$1'));
  }
  return { system, rights, registry, line };
}

export const securityTemplate: InventoryReader = {
  id: 'active-directory.security-template',
  title: 'Security settings of Windows (INF)',
  how: '`secedit /export /cfg security.inf`, or GptTmpl.inf of a backup made with `Backup-GPO -All -Path gpo`',
  claims: (file) =>
    /\.(?:inf|cfg|txt)$/i.test(file.path) &&
    /^\s*\[(?:System Access|Privilege Rights|Registry Values)\]/im.test(file.head) &&
    /^\s*\[(?:Version|Unicode)\]/im.test(file.head),
  *read(file, context): Iterable<Item> {
    const { line, ...settings } = readTemplate(file.text());
    const guid = policyFolder(file.path);
    const name = guid === undefined ? (file.path.split('/').at(-1) ?? file.path) : `policy ${guid}`;
    const form = guid === undefined ? 'secedit' : 'group-policy';
    yield* settingsItems(settings, guid ?? file.path, name, form, context.where({ line }));
  },
};
