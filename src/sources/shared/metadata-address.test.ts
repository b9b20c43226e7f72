// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { processorTime } from '../../../test/processor-time.ts';
import { metadataAddress } from './metadata-address.ts';

test.each([
  ['169.254.169.254', 'instance'],
  ['curl -s http://169.254.169.254/latest/meta-data/', 'instance'],
  ['10.0.0.7:41000->169.254.169.254:80', 'instance'],
  ['http://2852039166/', 'instance'],
  ['http://0xA9FEA9FE/', 'instance'],
  ['http://0xa9.0xfe.0xa9.0xfe/', 'instance'],
  ['http://0251.0376.0251.0376/', 'instance'],
  ['http://025177524776/', 'instance'],
  ['http://169.16689662/', 'instance'],
  ['http://169.254.43518/', 'instance'],
  ['http://[::ffff:169.254.169.254]/', 'instance'],
  ['http://[::ffff:a9fe:a9fe]/', 'instance'],
  ['http://[fd00:ec2::254]/', 'instance'],
  ['http://[FD00:0EC2:0:0:0:0:0:254]/', 'instance'],
  ['wget http://metadata.google.internal/computeMetadata/v1/', 'instance'],
  ['169.254.170.2', 'container'],
  ['http://169.254.170.23/v1/credentials', 'container'],
  ['http://[fd00:ec2::23]/v1/credentials', 'container'],
])('%s', (text, kind) => expect(metadataAddress(text)).toBe(kind));

test.each([
  '',
  '169.254.169.253',
  '1169.254.169.254',
  '169.254.169.2540',
  '168.63.129.16',
  'http://2852039165/',
  'fd00:ec2::25',
  '::ffff:10.0.0.1',
  '-->',
])('%j is none', (text) => expect(metadataAddress(text)).toBeUndefined());

test('any text is answered', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void metadataAddress(text)));
});

test('a long text takes no long time', () => {
  const spent = processorTime(3000, () => {
    for (const part of ['1.', '0x', 'f', '1', ':', 'a:', '0x1.']) metadataAddress(part.repeat(200_000));
  });
  expect(spent).toBeLessThan(3000);
});
