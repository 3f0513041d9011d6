// The page on which a reader sees what was done, carries it away, brings it back or forgets it.
import { recordWords } from "./catalogue/record.js";
import { news, next, readFile, rows, saveFile, summary, tests } from "./record.js";
import { named, store } from "./store.js";
import { root, tick } from "./ticks.js";

const FILE = "missing-middle-progress.json";

function rowOf(row) {
  const line = document.createElement("tr"), head = line.appendChild(document.createElement("th"));
  const link = head.appendChild(document.createElement("a"));
  const count = ([done, all]) => (all ? recordWords.of(done, all) : "");
  head.scope = "row";
  link.href = root() + row.page;
  link.textContent = row.title;
  if (row.core) {
    const mark = head.appendChild(document.createElement("span"));
    mark.className = "core-mark";
    mark.textContent = recordWords.core;
  }
  for (const text of [row.read ? recordWords.isRead : "", count(row.bets), count(row.solved), count(row.texts)]) {
    line.appendChild(document.createElement("td")).textContent = text;
  }
  return line;
}

function barOf(all, words) {
  const label = document.createElement("label"), bar = document.createElement("progress");
  bar.max = all.length;
  bar.value = all.filter((row) => row.read).length;
  label.append(words(bar.value, bar.max), bar);
  return label;
}

function goOn(all) {
  const row = next(all), link = document.createElement("a");
  if (!row) return [recordWords.allRead];
  link.href = root() + row.page;
  link.textContent = row.title;
  return [recordWords.goOn, link];
}

function start(box) {
  const find = (name) => box.querySelector(`[data-${name}]`);
  const tell = (text) => {
    find("said").textContent = text;
  };
  const paint = () => {
    const course = /** @type {any} */ (globalThis).courseContents, record = store.all(), all = rows(course, record);
    find("sum").textContent = summary(course, record);
    const core = all.filter((row) => row.core), rest = all.filter((row) => !row.core);
    find("next").replaceChildren(...goOn(all));
    find("bars").replaceChildren(
      ...(core.length ? [barOf(core, recordWords.coreBar)] : []),
      barOf(all, recordWords.wholeBar),
    );
    find("tests").textContent = tests(/** @type {any} */ (globalThis).courseTests ?? {}, store.all());
    find("rows").replaceChildren(...core.map(rowOf), ...rest.map(rowOf));
    box.querySelectorAll("[data-done]").forEach((input) => {
      input.checked = named.done(input.dataset.done) in store.all();
    });
    tick();
  };
  if (!store.lasts()) {
    tell(recordWords.noStorage);
    return;
  }
  find("save").addEventListener("click", () => {
    const { version } = box.dataset;
    saveFile(FILE, store.all(), { version, time: new Date().toISOString(), times: store.times() });
    tell(recordWords.saved(FILE));
  });
  find("load").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    const found = readFile(await file.text());
    target.value = "";
    if ("problem" in found) return tell(found.problem);
    const lost = news(found, store.all(), store.times()).filter((entry) => !store.set(...entry)).length;
    paint();
    tell(lost ? recordWords.full(lost) : recordWords.loaded);
  });
  box.addEventListener("change", ({ target }) => {
    const set = target.dataset.done;
    if (set) target.checked ? store.set(named.done(set), "yes") : store.drop(named.done(set));
  });
  find("clear").addEventListener("click", () => {
    if (!confirm(recordWords.forgetAll)) return;
    Object.keys(store.all()).forEach(store.drop);
    paint();
    tell(recordWords.allForgotten);
  });
  addEventListener("storage", paint); // what is done in another tab
  tell("");
  find("live").hidden = false;
  paint();
}

if (typeof document !== "undefined") document.querySelectorAll("[data-progress]").forEach(start);
