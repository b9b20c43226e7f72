// SPDX-License-Identifier: Apache-2.0
// What the commands can write: the first is the default.

export const detectFormats = ['terminal', 'jsonl', 'ocsf', 'sarif', 'html'] as const;
export const auditFormats = ['terminal', 'jsonl', 'ocsf', 'sarif', 'junit', 'html'] as const;
export const leastPrivilegeFormats = ['terminal', 'json', 'patch'] as const;
