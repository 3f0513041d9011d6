// Asks for a script of the site once. A page that was opened from disk may run one, but not fetch a file.
import { pageWords } from "./catalogue/page.js";

const requests = new Map();

/** What modules and later data are kept in, each under its name. */
export const shared = () => /** @type {any} */ (globalThis).missingMiddle;

/** What the script `name`, beside the script at the address `home`, keeps under `key`; after a failure ask again. */
export function ask(name, home, key = name) {
  if (shared()[key]) return Promise.resolve(shared()[key]);
  if (!requests.has(name)) {
    requests.set(
      name,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(name, home).href;
        script.onload = resolve;
        script.onerror = () => {
          requests.delete(name);
          reject(new Error(pageWords.notLoaded(name)));
        };
        document.head.append(script);
      }),
    );
  }
  return requests.get(name).then(() => shared()[key]);
}
