// SPDX-License-Identifier: Apache-2.0
export { maxDepth, type ParsedRecord, parseRecord } from './parse.ts';
export type { InputFormat, RecordBytes, RecordSlice, RejectedBytes, Splitter } from './slice.ts';
export { sniffFormat } from './sniff.ts';
export { createSplitter, defaultMaxRecordBytes, type SplitterOptions } from './splitter.ts';
export { unwrap } from './unwrap.ts';
