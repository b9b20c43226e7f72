// SPDX-License-Identifier: Apache-2.0
import { DuckDBInstance } from '@duckdb/node-api';
import { tenNames, tenSql } from './ten.ts';

/** Counts what the ten rules match with one SQL statement, on one thread and without fetching extensions. */
export async function countWithDuckDb(
  path: string,
): Promise<{ readonly events: number; readonly counts: Readonly<Record<string, number>> }> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(tenSql(path));
    const row = reader.getRowObjects()[0] ?? {};
    return {
      events: Number(row.events),
      counts: Object.fromEntries(tenNames.map((name) => [name, Number(row[name])])),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
