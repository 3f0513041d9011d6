// The page on which a reader sees what was done, carries it away, brings it back or forgets it.
import { recordWords } from "./catalogue/record.js";
import { news, readFile, rows, saveFile, summary } from "./record.js";
import { store } from "./store.js";
import { root, tick } from "./ticks.js";

const FILE = "missing-middle-progress.json";

function rowOf(row) {
  const line = document.createElement("tr"), head = line.appendChild(document.createElement("th"));
  const link = head.appendChild(document.createElement("a"));
  const count = ([done, all]) => (all ? recordWords.of(done, all) : "");
  head.scope = "row";
  link.href = root() + row.page;
  link.textContent = row.title;
  for (const text of [row.read ? recordWords.isRead : "", count(row.bets), count(row.solved)]) {
    line.appendChild(document.createElement("td")).textContent = text;
  }
  return line;
}

function start(box) {
  const find = (name) => box.querySelector(`[data-${name}]`);
  const tell = (text) => {
    find("said").textContent = text;
  };
  const paint = () => {
    const all = rows(/** @type {any} */ (globalThis).courseContents, store.all());
    find("sum").textContent = summary(all);
    find("rows").replaceChildren(...all.map(rowOf));
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
  find("clear").addEventListener("click", () => {
    if (!confirm(recordWords.forgetAll)) return;
    Object.keys(store.all()).forEach(store.drop);
    paint();
    tell(recordWords.allForgotten);
  });
  tell("");
  find("live").hidden = false;
  paint();
}

if (typeof document !== "undefined") document.querySelectorAll("[data-progress]").forEach(start);
