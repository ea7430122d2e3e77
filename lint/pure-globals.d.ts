/**
 * The part of WebAssembly's interface that pure code uses. It exists in pages, workers and Node alike, but TypeScript declares it
 * only beside the DOM, which `tsconfig.pure.json` leaves out.
 */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  type Module = object;
  const Module: new (binary: BufferSource) => Module;
  const Instance: new (module: Module) => { readonly exports: Record<string, unknown> };
  function validate(binary: BufferSource): boolean;
}
