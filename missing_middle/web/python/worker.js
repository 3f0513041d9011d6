// What the page's worker runs behind the engine: it takes everything that reaches out away from itself, then waits for
// the one job of its life. `loadMicroPython` and `prelude` stand before it in the same script.
import { machine } from "./machine.js";

/* global loadMicroPython, prelude */
const MOST = 10000; // characters of output

// The language itself, and what the engine uses. All else goes, whatever browsers may invent.
const KEPT = new Set((
  "Infinity|NaN|undefined|globalThis|isFinite|isNaN|parseFloat|parseInt|decodeURI|decodeURIComponent|" +
  "encodeURI|encodeURIComponent|Object|Boolean|Symbol|Error|AggregateError|EvalError|RangeError|" +
  "ReferenceError|SyntaxError|TypeError|URIError|Number|BigInt|Math|Date|String|RegExp|Array|Int8Array|" +
  "Uint8Array|Uint8ClampedArray|Int16Array|Uint16Array|Int32Array|Uint32Array|BigInt64Array|" +
  "BigUint64Array|Float32Array|Float64Array|Map|Set|WeakMap|WeakSet|WeakRef|ArrayBuffer|DataView|JSON|" +
  "FinalizationRegistry|Reflect|Proxy|Promise|Iterator|TextDecoder|TextEncoder|WebAssembly|crypto"
).split("|"));

/** What the scope reaches by name besides what is kept: pairs of an object and a name. */
function reach(scope) {
  const found = [];
  for (let at = scope; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      if (!KEPT.has(name) && (at === scope || name !== "constructor")) found.push([at, name]);
    }
  }
  return found;
}

/** Takes names away, and the constructors that make code of text. */
function bare(names) {
  for (const [at, name] of names) {
    if (!Reflect.deleteProperty(at, name)) Reflect.set(at, name, undefined);
  }
  const wait = async () => await null,
    count = function* () {},
    both = async function* () {
      yield await null;
    };
  for (const made of [bare, wait, count, both]) {
    Reflect.deleteProperty(Object.getPrototypeOf(made), "constructor");
  }
}

function speaker(post) {
  let left = MOST;
  return (text) => {
    if (!left) return;
    post({ text: text.slice(0, left) });
    left -= Math.min(left, text.length);
    if (!left) post({ full: true });
  };
}

async function serve(scope) {
  const post = scope.postMessage.bind(scope), reached = reach(scope);
  const wanted = new Promise((resolve) =>
    scope.addEventListener("message", ({ data }) => resolve(data), { once: true })
  );
  const job = new Promise((resolve) => {
    wanted.then(() => scope.addEventListener("message", ({ data }) => resolve(data), { once: true }));
  });
  // @ts-ignore: these two come before in the script
  const python = await machine(loadMicroPython, await wanted, prelude, speaker(post));
  bare(reached);
  post({ ready: true });
  const { code, name, names, calls } = await job;
  try {
    const error = python.run(code);
    post({ done: error || !name ? { error } : python.ask(name, names, calls) });
  } catch (error) {
    post({ done: { crashed: String(error) } });
  }
}

// @ts-ignore: a test reads the module outside of a worker
if (typeof DedicatedWorkerGlobalScope !== "undefined") serve(globalThis);
