// SPDX-License-Identifier: Apache-2.0
// The little of the WebAssembly JavaScript interface that the scanner needs; Node's own types leave it to browser types.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  class Global {
    readonly value: number;
  }
  class Instance<Exports = unknown> {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, () => void>>>>);
    readonly exports: Exports;
  }
}
