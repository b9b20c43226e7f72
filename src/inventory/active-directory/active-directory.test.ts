// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInventory } from '../read-inventory.ts';
import { directoryTime, fileTime, firstName, sidText, spanMinutes } from './windows-values.ts';

async function read(files: Readonly<Record<string, string | Buffer>>): ReturnType<typeof readInventory> {
  const cwd = mkdtempSync(join(tmpdir(), 'tokenward-ad-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  return readInventory(['.'], { cwd });
}

const inf =
  '[Unicode]\r\nUnicode=yes\r\n[System Access]\r\nMinimumPasswordLength = 12\r\n[Version]\r\nsignature="$CHICAGO$"\r\n';

describe('readers of Active Directory', () => {
  it('read the UTF-16 of secedit', async () => {
    const { inventory, problems } = await read({
      'security.inf': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(inf, 'utf16le')]),
    });
    expect(problems).toEqual([]);
    expect(inventory.of('active-directory.password-policy')[0]).toMatchObject({ minLength: 12, where: { line: 3 } });
  });

  it('a backup of a GPO is one policy, by its folder', async () => {
    const guid = '{44444444-2222-4333-8444-555555555555}';
    const { inventory } = await read({
      [`gpo/${guid}/DomainSysvol/GPO/Machine/microsoft/windows nt/SecEdit/GptTmpl.inf`]: inf,
      [`gpo/${guid}/gpreport.xml`]:
        '<?xml version="1.0" encoding="utf-16"?><GPO xmlns="http://www.microsoft.com/GroupPolicy/Settings"><Name>Servers</Name></GPO>',
    });
    expect(inventory.of('active-directory.policy').map((it) => it.id)).toEqual([`active-directory:policy:${guid}`]);
  });

  it('refuse changes, and read what ldifde marks as added', async () => {
    const { inventory, problems } = await read({
      'x.ldf':
        'dn: CN=A,DC=example,DC=com\nchangetype: add\nobjectClass: user\nsAMAccountName: a\nuserAccountControl: 512\n\ndn: CN=B,DC=example,DC=com\nchangetype: modify\nreplace: description\ndescription: x\n-\n',
    });
    expect(inventory.of('active-directory.account').map((it) => it.name)).toEqual(['a']);
    expect(problems[0]?.message).toContain('this is a change (modify)');
  });

  it('keep no password, and fetch no other file', async () => {
    const secret = ['Ma', 'gic', '42'].join('');
    const { inventory } = await read({
      'x.ldf': `dn: CN=PC,DC=example,DC=com\nobjectClass: computer\nsAMAccountName: PC$\nms-Mcs-AdmPwd: ${secret}\nunicodePwd:: ${Buffer.from(secret).toString('base64')}\njpegPhoto:< file:///etc/passwd\n`,
    });
    expect(inventory.of('active-directory.account').length).toBe(1);
    expect(JSON.stringify([...inventory.all()])).not.toContain(secret);
  });

  it('a list of PowerShell is no list', async () => {
    const { inventory } = await read({
      'users.csv':
        '"DistinguishedName","ObjectClass","SamAccountName","userAccountControl","MemberOf","servicePrincipalName"\n"CN=A,DC=example,DC=com","user","a","512","Microsoft.ActiveDirectory.Management.ADPropertyValueCollection","Microsoft.ActiveDirectory.Management.ADPropertyValueCollection"\n',
    });
    const [account] = inventory.of('active-directory.account');
    expect(account?.privileged).toBeUndefined();
    expect(account?.spns).toBeUndefined();
  });

  it('XML that is none, or nests without end, is a problem', async () => {
    const start = '<GPO xmlns="http://www.microsoft.com/GroupPolicy/Settings">';
    const { problems } = await read({
      'a.xml': `${start}<Name>`,
      'b.xml': start + '<a>'.repeat(200_000),
      'c.xml': `<!DOCTYPE GPO [<!ENTITY x SYSTEM "file:///etc/passwd">]>${start}<Name>&x;</Name></GPO>`,
    });
    expect(problems.map((it) => it.code)).toEqual(['DOCUMENT_INVALID', 'DOCUMENT_INVALID', 'DOCUMENT_INVALID']);
  });
});

describe('values of Windows', () => {
  it('times', () => {
    expect(fileTime('133485408000000000')).toBe('2024-01-01T00:00:00.000Z');
    expect(fileTime('0')).toBe('never');
    expect(fileTime('9223372036854775807')).toBe('never');
    expect(fileTime('x')).toBeUndefined();
    expect(directoryTime('20240115093000.0Z')).toBe('2024-01-15T09:30:00.000Z');
    expect(directoryTime('1/15/2024 9:30:00 AM')).toBe('2024-01-15T09:30:00.000Z');
    expect(directoryTime('2024-01-15')).toBe('2024-01-15T00:00:00.000Z');
    expect(directoryTime('15.01.2024 09:30')).toBeUndefined();
    expect(spanMinutes('-18000000000')).toBe(30);
    expect(spanMinutes('-9223372036854775808')).toBe(0);
  });

  it('SIDs and names', () => {
    expect(sidText(Buffer.from('AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAA9AEAAA==', 'base64'))).toBe('S-1-5-21-1-2-3-500');
    expect(sidText(Buffer.from('AQ==', 'base64'))).toBeUndefined();
    expect(firstName('CN=Novak\\, Anna,OU=People,DC=example,DC=com')).toBe('Novak, Anna');
  });
});
