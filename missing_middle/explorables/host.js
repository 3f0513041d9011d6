// Shows the widgets of a built page, without a kernel, a widget manager or a network: reads the state that the page
// carries, imports each widget's module from it, and gives it a model with what an explorable needs. A widget's numbers
// may stand in a script of their own, which is asked for when the widget comes near the window.
(() => {
  const home = document.currentScript.src, patience = 4000;      // milliseconds after the page has loaded
  const json = (type) => [...document.querySelectorAll(`script[type="application/vnd.jupyter.${type}+json"]`)];
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  // Asks for a script once. A page that was opened from disk may run one, but not fetch a file.
  const asked = new Map();
  function ask(name) {
    if (!asked.has(name)) asked.set(name, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`explorables/${name}`, home);
      script.onload = () => resolve(globalThis.explorables[name]);
      script.onerror = () => reject(new Error(`The page could not load ${name}.`));
      document.head.append(script);
    }));
    return asked.get(name);
  }

  // Resolves when the element is nearly in the window, or when the rest of the page has long been there:
  // who goes from control to control, or looks for a word, finds all of them.
  function near(element) {
    return new Promise((resolve) => {
      new IntersectionObserver((seen, watch) => {
        if (seen.some((entry) => entry.isIntersecting)) { watch.disconnect(); resolve(); }
      }, { rootMargin: "10% 0px" }).observe(element);
      const wait = () => setTimeout(resolve, location.hash.includes("?") ? 0 : patience);     // a link to a state: now
      if (document.readyState === "complete") wait(); else addEventListener("load", wait);
    });
  }

  const isLater = (buffer) => Array.isArray(buffer.data);

  async function modelOf({ state, buffers = [] }) {
    const data = { ...state }, listeners = {};
    for (const buffer of buffers) {
      const last = buffer.path.at(-1), holder = buffer.path.slice(0, -1).reduce((at, key) => at[key], data);
      holder[last] = new DataView(bytes(isLater(buffer) ? await ask(buffer.data[0]) : buffer.data).buffer);
    }
    return {
      get: (name) => data[name],
      set: (name, value) => { data[name] = value; (listeners["change:" + name] ?? []).forEach((tell) => tell()); },
      on: (event, tell) => { (listeners[event] ??= []).push(tell); },
      off: (event, tell) => { listeners[event] = (listeners[event] ?? []).filter((other) => other !== tell); },
      save_changes: () => {},
    };
  }

  // A text is in the state, or it is the names of shared files, each of which the page has loaded as a script.
  function textsOf(value) {
    if (!Array.isArray(value)) return [value];
    const lacking = value.find((name) => !globalThis.explorables?.[name]);
    if (lacking) throw new Error(`The page has not loaded ${lacking}.`);
    return value.map((name) => globalThis.explorables[name]);
  }

  const modules = new Map();      // one import for all widgets with the same text
  function moduleOf(text) {
    if (!modules.has(text)) modules.set(text, import(URL.createObjectURL(new Blob([text], { type: "text/javascript" }))));
    return modules.get(text);
  }

  const styles = new Set();
  function addStyle(text) {
    if (!text || styles.has(text)) return;
    styles.add(text);
    document.head.appendChild(document.createElement("style")).textContent = text;
  }

  async function show(script, entry, models, ready) {
    if (entry.buffers?.some(isLater)) await near(script.parentElement);
    if (!models.has(entry)) models.set(entry, modelOf(entry));
    const model = await models.get(entry);
    const slot = document.createElement("div");
    slot.className = "xp-slot";
    const { default: widget } = await moduleOf(textsOf(model.get("_esm")).join("\n"));
    textsOf(model.get("_css")).forEach(addStyle);
    if (!ready.has(model)) ready.set(model, widget.initialize?.({ model }));
    await ready.get(model);
    const box = script.parentElement, stills = box.querySelectorAll(":scope > .xp-still");
    // Drawn out of sight at its final width, then put in the still's place at once: nothing jumps meanwhile. Not by
    // visibility, which every element inside would inherit, and so be styled twice.
    box.style.position = "relative";
    slot.style.cssText = "position: absolute; inset-inline: 0; opacity: 0";
    script.before(slot);
    try {
      await widget.render({ model, el: slot });
      stills.forEach((still) => still.remove());      // where drawing fails, the still is better than nothing
    } finally {
      slot.style.cssText = box.style.position = "";
    }
  }

  function start() {
    const entries = new Map(), models = new Map(), ready = new Map();
    for (const script of json("widget-state"))
      for (const [id, entry] of Object.entries(JSON.parse(script.textContent).state))
        if (entry.state._esm) entries.set(id, entry);
    for (const script of json("widget-view")) {
      const entry = entries.get(JSON.parse(script.textContent).model_id);
      if (entry) show(script, entry, models, ready);
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
