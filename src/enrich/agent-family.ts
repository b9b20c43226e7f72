// SPDX-License-Identifier: Apache-2.0
import { parse } from 'yaml';
import { z } from 'zod';

const rowsSchema = z.strictObject({
  agents: z.array(
    z.strictObject({
      family: z.string(),
      prefix: z.array(z.string()).optional(),
      contains: z.array(z.string()).optional(),
    }),
  ),
});

/** No user agent says what it is later than this; the rest of a longer one is not read. */
export const agentCharacters = 512;

/**
 * Reads the table of user agents (`content/lists/agents.yml`) and gives the function that names a user agent's family:
 * the first row with a `prefix` that it starts with, or a `contains` that occurs in it, in lower case. `other` where
 * no row fits, `none` where there is no agent.
 */
export function createAgentFamilies(table: string): (agent: string) => string {
  const { agents } = rowsSchema.parse(parse(table));
  return (agent) => {
    const text = agent
      .slice(0, agentCharacters)
      .toLowerCase()
      .replace(/^[\s[]+/, '')
      .trimEnd();
    if (text === '' || text === '-') return 'none';
    for (const { family, prefix = [], contains = [] } of agents) {
      if (prefix.some((start) => text.startsWith(start)) || contains.some((part) => text.includes(part))) return family;
    }
    return 'other';
  };
}
