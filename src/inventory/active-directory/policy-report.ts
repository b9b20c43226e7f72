// SPDX-License-Identifier: Apache-2.0
// Reports of Group Policy in XML: `gpresult /X`, `Get-GPOReport -ReportType Xml`, gpreport.xml of a backup.
//
// Verified against reports in public repositories: settings stand in `Extension` elements of the namespace Security as
// Account, UserRightsAssignment and SecurityOptions. Names are compared without their prefix.
import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { TokenwardError } from '../../model/error.ts';
import type { Item } from '../../model/inventory/item.ts';
import type { InventoryReader } from '../reader.ts';
import { policyFolder, type SecuritySettings, settingsItems } from './security-settings.ts';

function local(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

function children(element: XmlElement, name?: string): readonly XmlElement[] {
  return element.children.filter(
    (it): it is XmlElement => it.type === 'element' && (name === undefined || local(it as XmlElement) === name),
  );
}

function textOf(element: XmlElement, name: string): string | undefined {
  return children(element, name)[0]?.text.trim();
}

/** Elements below that have one of the names; those inside of found ones are not looked at. */
function* below(element: XmlElement, names: ReadonlySet<string>, depth = 0): Generator<XmlElement> {
  if (depth > 20) return;
  for (const child of children(element)) {
    if (names.has(local(child))) yield child;
    else yield* below(child, names, depth + 1);
  }
}

const kinds = new Set(['Account', 'UserRightsAssignment', 'SecurityOptions']);

function settingsOf(part: XmlElement): SecuritySettings {
  const system = new Map<string, string>();
  const rights = new Map<string, readonly string[]>();
  const registry = new Map<string, string>();
  // In what applies (gpresult) the setting with precedence 1 wins; the others lost.
  const lost = (it: XmlElement): boolean => (textOf(it, 'Precedence') ?? '1') !== '1';
  for (const it of below(part, kinds)) {
    if (lost(it)) continue;
    const flag = textOf(it, 'SettingBoolean');
    const value =
      flag === undefined
        ? (textOf(it, 'SettingNumber') ?? textOf(it, 'SettingString') ?? textOf(it, 'SettingStrings'))
        : flag === 'true'
          ? '1'
          : '0';
    const name = textOf(it, 'Name') ?? textOf(it, 'SystemAccessPolicyName');
    const key = textOf(it, 'KeyName');
    if (local(it) === 'UserRightsAssignment' && name !== undefined) {
      rights.set(
        name,
        children(it, 'Member').flatMap((member) => textOf(member, 'SID') ?? textOf(member, 'Name') ?? []),
      );
    } else if (value !== undefined && key !== undefined) registry.set(key.replaceAll('\\\\', '\\'), value);
    else if (value !== undefined && name !== undefined) system.set(name, value);
  }
  return { system, rights, registry };
}

export const policyReport: InventoryReader = {
  id: 'active-directory.policy-report',
  title: 'Reports of Group Policy (XML)',
  how: '`gpresult /X result.xml` on a machine, `Get-GPOReport -All -ReportType Xml -Path policies.xml`, or gpreport.xml of a backup',
  claims: (file) => /\.xml$/i.test(file.path) && /http:\/\/www\.microsoft\.com\/GroupPolicy\//.test(file.head),
  *read(file, context): Iterable<Item> {
    let root: XmlElement | null;
    try {
      root = parseXml(file.text(), { includeOffsets: true }).root;
    } catch (cause) {
      // A hostile nesting ends the parser's stack with a RangeError; the message quotes the file, so it is left out.
      throw new TokenwardError('DOCUMENT_INVALID', `${file.name} is not valid XML`, {
        position: { file: file.name },
        cause,
      });
    }
    if (root === null) return;
    const result = local(root) === 'Rsop';
    const parts = result
      ? children(root, 'ComputerResults')
      : [...below({ children: [root] } as XmlElement, new Set(['GPO']))];
    for (const part of parts) {
      const line = file.text().slice(0, part.start).split('\n').length;
      const name = (textOf(part, 'Name') ?? file.path).slice(0, 256);
      const identifier = children(part, 'Identifier')[0];
      const guid = identifier === undefined ? undefined : textOf(identifier, 'Identifier');
      const stable =
        policyFolder(file.path) ?? (result ? `result:${name}` : (guid?.toLowerCase() ?? `${file.path}:${name}`));
      yield* settingsItems(settingsOf(part), stable, name, result ? 'result' : 'group-policy', context.where({ line }));
    }
  },
};
