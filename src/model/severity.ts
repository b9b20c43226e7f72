// SPDX-License-Identifier: Apache-2.0
// Apart from the finding's schema, so that help need not load the schema library.

export const severities = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];
