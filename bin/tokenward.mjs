#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The installed command: says what is wrong on an old Node instead of failing on its syntax.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `tokenward needs Node.js 22.18 or newer; this is ${process.version}. Install a newer Node, or run: npx -p node@24 tokenward\n`,
  );
  process.exit(2);
}
await import('../dist/cli/main.js');
