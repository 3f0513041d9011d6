// Shows the widgets of a built page, without a kernel, a widget manager or a network: reads the state that the page
// carries, imports each widget's module from it, and gives it a model with what an explorable needs.
(() => {
  const json = (type) => [...document.querySelectorAll(`script[type="application/vnd.jupyter.${type}+json"]`)];
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  function modelOf({ state, buffers = [] }) {
    const data = { ...state }, listeners = {};
    for (const { path, data: text } of buffers) {
      const last = path.at(-1), holder = path.slice(0, -1).reduce((at, key) => at[key], data);
      holder[last] = new DataView(bytes(text).buffer);
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

  async function show(script, model, ready) {
    const slot = document.createElement("div");
    slot.className = "xp-slot";
    const { default: widget } = await moduleOf(textsOf(model.get("_esm")).join("\n"));
    textsOf(model.get("_css")).forEach(addStyle);
    if (!ready.has(model)) ready.set(model, widget.initialize?.({ model }));
    await ready.get(model);
    const stills = script.parentElement.querySelectorAll(":scope > .xp-still");
    script.before(slot);
    stills.forEach((still) => { still.hidden = true; });      // before drawing, so that the width is the final one
    try {
      await widget.render({ model, el: slot });
      stills.forEach((still) => still.remove());
    } catch (error) {
      stills.forEach((still) => { still.hidden = false; });   // the still is better than nothing
      throw error;
    }
  }

  function start() {
    const models = new Map(), ready = new Map();
    for (const script of json("widget-state"))
      for (const [id, entry] of Object.entries(JSON.parse(script.textContent).state))
        if (entry.state._esm) models.set(id, modelOf(entry));
    for (const script of json("widget-view")) {
      const model = models.get(JSON.parse(script.textContent).model_id);
      if (model) show(script, model, ready);
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
