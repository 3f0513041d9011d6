// Runs a reader's code: each run in a worker of its own, which is ended when the time is up. A fresh one waits.
import { ask } from "../ask.js";
import { pythonWords } from "../catalogue/python.js";

const LIMIT = 5000; // milliseconds for a run
const PATIENCE = 30000; // until an engine must be there

let engine, waiting;

function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

async function load(name, home) {
  const { text, wasm } = await ask(name, home, "engine");
  const code = await (await unpacked(text)).text(), bytes = await (await unpacked(wasm)).arrayBuffer();
  try {
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    return { address, module: await WebAssembly.compile(bytes) };
  } catch {
    throw new Error(pythonWords.refused);
  }
}

/** A worker whose Python is ready. */
function fresh({ address, module }) {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new Error(pythonWords.refused));
    const clock = setTimeout(refuse, PATIENCE), worker = new Worker(address);
    worker.onerror = (event) => {
      event.preventDefault();
      refuse();
    };
    worker.onmessage = () => {
      clearTimeout(clock);
      resolve(worker);
    };
    worker.postMessage(module);
  });
}

/** A worker for one run; what fails once is tried anew the next time. */
async function taken(name, home) {
  engine ??= load(name, home);
  try {
    const next = waiting ?? fresh(await engine);
    waiting = null;
    return await next;
  } catch (error) {
    engine = waiting = null;
    throw error;
  }
}

/** Has the engine ready before it is needed. */
export async function warm(name, home) {
  const worker = await taken(name, home);
  waiting ??= Promise.resolve(worker);
}

/**
 * Runs `job.code` and, if `job.name` is given, calls that function at `job.calls`.
 * @returns {Promise<any>} `output` and whether there was more of it, and what the worker tells, or `stopped`
 */
export async function run(job, { engine: name, home, limit = LIMIT }) {
  const worker = await taken(name, home);
  const told = await new Promise((resolve) => {
    let output = "", more = false;
    const end = (what) => {
      clearTimeout(clock);
      worker.terminate();
      resolve({ output, more, ...what });
    };
    const clock = setTimeout(() => end({ stopped: limit / 1000 }), limit);
    worker.onerror = (event) => {
      event.preventDefault();
      end({ crashed: event.message });
    };
    worker.onmessage = ({ data }) => {
      if (data.done) return end(data.done);
      output += data.text ?? "";
      more ||= Boolean(data.full);
    };
    worker.postMessage(job);
  });
  waiting ??= fresh(await engine).catch(() => waiting = null);
  return told;
}
