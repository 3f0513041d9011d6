// One Python, for one run: MicroPython with a wall between it and JavaScript, and what is asked of it as text.

const HEAP = 16 * 1024 * 1024;
// By these the engine would reach JavaScript's objects. Behind the wall there are none: whatever is looked up is absent.
const DOORS = /^(call\d|calln|call0_kwarg|calln_kwarg|lookup_attr|store_attr|has_attr|create_promise)|^js_(?!check)/;

const literal = (value) => value === null ? "None" : JSON.stringify(value);

/**
 * @param {(options: object) => Promise<any>} load makes the engine
 * @param {WebAssembly.Module} module
 * @param {string} prelude Python that is run first
 * @param {(text: string) => void} write what the code prints, piece by piece
 */
export async function machine(load, module, prelude, write) {
  const decoder = new TextDecoder();
  let heard = true, full = false;
  const hear = (bytes) => heard && write(decoder.decode(bytes, { stream: true }));
  const python = await load({
    heapsize: HEAP,
    linebuffer: false,
    stdin: () => null,
    stdout: hear,
    stderr: hear,
    instantiateWasm(imports, receive) {
      const { env } = imports, grow = env.emscripten_resize_heap;
      for (const name of Object.keys(env)) if (DOORS.test(name)) env[name] = () => 0;
      env.emscripten_resize_heap = (size) => full ? 0 : grow(size);
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance, module);
      return instance.exports;
    },
  });
  python.runPython(prelude);
  full = true; // from here on the heap is all there is
  const told = (call) => {
    python.runPython(`told_to_page = ${call}`);
    return JSON.parse(python.globals.get("told_to_page"));
  };
  return {
    /** Runs the code: the error that ended it, or null. */
    run: (code) => told(`run(${literal(code)})`),

    /** What the function `name` of the code gives at each of `calls`; what it prints there is not heard. */
    ask(name, names, calls) {
      heard = false;
      return told(`ask(${literal(name)}, ${literal(names)}, ${literal(calls)})`);
    },
  };
}
