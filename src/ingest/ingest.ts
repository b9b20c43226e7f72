// SPDX-License-Identifier: Apache-2.0
export { type Input, type InputItem, toProblem, type Unread } from './input.ts';
export { type OpenOptions, openInputs } from './open.ts';
export { maxDepth, maxValues, type ParsedRecord, parseRecord } from './parse.ts';
export { type Batch, readBatches } from './read-batches.ts';
export type { InputFormat, RecordBytes, RecordSlice, RejectedBytes, Splitter } from './slice.ts';
export { sniffFormat } from './sniff.ts';
export { createSplitter, defaultMaxRecordBytes, type SplitterOptions } from './splitter.ts';
export { type FoundStream, type KeptStream, keepStreams, type Streams } from './streams.ts';
export { maxEnvelopes, unwrap } from './unwrap.ts';
export { type EntryRule, type Found, find } from './walk.ts';
