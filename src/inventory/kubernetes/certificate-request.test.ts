// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { requestedSubject } from './certificate-request.ts';

/** Made with `openssl req -new -subj "/O=system:masters/CN=ben.okafor@example.com"`; its key was thrown away. */
const request = `-----BEGIN CERTIFICATE REQUEST-----
MIH2MIGcAgEAMDoxFzAVBgNVBAoMDnN5c3RlbTptYXN0ZXJzMR8wHQYDVQQDDBZi
ZW4ub2thZm9yQGV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
TywXAxC7jH27MIeRfsDYTf4P5hXgGGbxfIPFTcmFGHjJo1xqLsI2UIMkGxlXLAvc
Ocou1J3nYeGfLFwJNEjz/KAAMAoGCCqGSM49BAMCA0kAMEYCIQDBSNeUmLS1NqOF
f2jgA06UjLIoFZzWMYTMNvztWKUZ9wIhAJV5pNbXPvbVwLQmqmnwdJF6ghXh3hgq
Qg7BlKKcwDSW
-----END CERTIFICATE REQUEST-----
`;

it('reads for whom a certificate is asked', () => {
  expect(requestedSubject(Buffer.from(request).toString('base64'))).toEqual({
    commonName: 'ben.okafor@example.com',
    organisations: ['system:masters'],
  });
});

it('reads nothing from what is no request', () => {
  expect(requestedSubject(undefined)).toEqual({});
  expect(requestedSubject('bm90aGluZw==')).toEqual({});
});
