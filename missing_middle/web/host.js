// Shows the widgets of a built page, without a kernel, a widget manager or a network: reads the state that the page
// carries and gives each widget a model with what an explorable needs. The page has loaded the modules that its state
// names. A widget is drawn when it comes near the window; its words and numbers may stand in scripts of their own, which
// are asked for then.
import { ask, shared } from "./ask.js";
import { pageWords } from "./catalogue/page.js";
import { showError } from "./listening.js";

const PATIENCE = 4000; // milliseconds after the page has loaded, then all are shown

const json = (type) => [...document.querySelectorAll(`script[type="application/vnd.jupyter.${type}+json"]`)];
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const isLater = Array.isArray; // the name of a script, in brackets

/**
 * Resolves when the element is nearly in the window, or when the rest of the page has long been there: who goes from
 * control to control, or looks for a word, finds all of them.
 */
function comesNear(element) {
  return new Promise((resolve) => {
    const watch = (seen) => seen.some((entry) => entry.isIntersecting) && resolve();
    new IntersectionObserver(watch, { rootMargin: "10% 0px" }).observe(element);
    const wait = () => setTimeout(resolve, location.hash.includes("?") ? 0 : PATIENCE); // a link to a state: now
    if (document.readyState === "complete") wait();
    else addEventListener("load", wait);
  });
}

async function modelOf({ state, buffers = [] }, home) {
  const there = (part) => isLater(part) ? ask(part[0], home) : part;
  const [spec, ...texts] = await Promise.all([state.spec, ...buffers.map((buffer) => buffer.data)].map(there));
  const data = { ...state, spec }, listeners = {};
  buffers.forEach(({ path }, i) => {
    const holder = path.slice(0, -1).reduce((at, key) => at[key], data);
    holder[path.at(-1)] = new DataView(bytes(texts[i]).buffer);
  });
  return {
    get: (name) => data[name],
    set: (name, value) => {
      data[name] = value;
      (listeners["change:" + name] ?? []).forEach((tell) => tell());
    },
    on: (event, tell) => (listeners[event] ??= []).push(tell),
    off: (event, tell) => {
      listeners[event] = (listeners[event] ?? []).filter((other) => other !== tell);
    },
    save_changes: () => {},
  };
}

/**
 * The widget of a model: of modules that the page has loaded, or of a text that it carries. A module that comes later
 * stands in brackets, as its file and its name: with the widget, or, marked by a third word, when it is asked for.
 */
const imported = new Map();
async function widgetOf(model, home) {
  const esm = model.get("_esm");
  if (Array.isArray(esm)) {
    const [first, ...rest] = await Promise.all(esm.map((part) => {
      if (!isLater(part)) return shared()[part];
      const [file, name, click] = part, load = () => ask(file, home, name);
      return click ? load : load();
    }));
    if (!first) throw new Error(pageWords.notLoaded(esm[0]));
    return first.widget(...rest);
  }
  if (!imported.has(esm)) {
    const address = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
    imported.set(esm, import(address).then((module) => module.default));
    const sheet = model.get("_css");
    if (sheet) document.head.appendChild(document.createElement("style")).textContent = sheet;
  }
  return imported.get(esm);
}

/**
 * Draw out of sight at the final width, then put the drawing in the still's place at once: nothing jumps meanwhile, and
 * who reads further down stays where they are. Browsers see to that while nothing stops to be absolute; not Safari.
 */
async function drawIn(place, widget, model) {
  const box = place.parentElement, stills = box.querySelectorAll(":scope > .xp-still");
  const slot = document.createElement("div"), end = () => box.getBoundingClientRect().bottom;
  let before;
  slot.className = "xp-slot";
  slot.style.cssText = "height: 0; overflow: hidden"; // `visibility` would be inherited, and all be styled twice
  place.before(slot);
  try {
    await widget.render({ model, el: slot });
    before = CSS.supports("overflow-anchor: auto") || end();
    stills.forEach((still) => still.remove()); // where drawing fails, the still is better than nothing
  } finally {
    slot.style.cssText = "";
  }
  if (before < 0) scrollBy({ top: end() - before, behavior: "instant" });
}

const made = new Map(); // a model and its widget for each entry of the state, shown once or more often
function make(entry, home) {
  if (!made.has(entry)) {
    made.set(
      entry,
      modelOf(entry, home).then(async (model) => {
        const widget = await widgetOf(model, home);
        await widget.initialize?.({ model });
        return { model, widget };
      }),
    );
  }
  return made.get(entry);
}

async function show(place, entry, home) {
  const box = place.parentElement;
  await comesNear(box); // to draw one far away would have the browser lay out all around it
  try {
    const { model, widget } = await make(entry, home);
    await drawIn(place, widget, model);
  } catch (error) {
    if (!box.querySelector(".xp-error")) showError(box, error);
    throw error;
  }
  aim();
}

/** A link to a state leads to its explorable, also when what stands above it has changed its height. */
let left = false; // whether the reader has gone elsewhere
for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(event, () => {
    left = true;
  }, { passive: true });
}
function aim() {
  const name = /^#([\w-]+)\?/.exec(location.hash)?.[1];
  if (name && !left) document.querySelector(`.xp[data-explorable="${name}"]`)?.scrollIntoView();
}

function showAll(home) {
  const entries = new Map();
  for (const script of json("widget-state")) {
    for (const [id, entry] of Object.entries(JSON.parse(script.textContent).state)) {
      if (entry.state._esm) entries.set(id, entry);
    }
  }
  for (const place of json("widget-view")) {
    const entry = entries.get(JSON.parse(place.textContent).model_id);
    if (entry) show(place, entry, home);
  }
}

const home = /** @type {any} */ (document.currentScript)?.src || location.href;
// Before it is complete a page may still have modules to run.
if (document.readyState === "complete") showAll(home);
else document.addEventListener("DOMContentLoaded", () => showAll(home));
