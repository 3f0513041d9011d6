// A diagnostic test of ten items: first all are answered, then each answer is told what stands behind it.
import { recordWords } from "./catalogue/record.js";
import { judge, showSaid } from "./judge.js";
import { marks, open, result, saveFile } from "./record.js";
import { named, store } from "./store.js";

const FILE = "missing-middle-tests.json";

const rightOf = (item) => item.options.find((o) => o.outcome === "correct").letter;

function rowOf(cells, tag) {
  const line = document.createElement("tr");
  cells.forEach((text, i) => {
    const cell = line.appendChild(document.createElement(tag ?? (i ? "td" : "th")));
    cell.textContent = text;
    if (cell.tagName === "TH") /** @type {HTMLTableCellElement} */ (cell).scope = tag ? "col" : "row";
  });
  return line;
}

class Inventory {
  constructor(form) {
    this.form = form;
    this.test = form.dataset.inventory;
    this.find = (name) => form.querySelector(`[data-${name}]`);
    this.items = JSON.parse(form.querySelector('script[type="application/json"]').textContent);
    this.rights = JSON.parse(form.dataset.before); // of the test before; empty if this is the first
  }

  start() {
    const { form, find } = this;
    form.addEventListener("change", ({ target }) => store.set(named.test(target.name), target.value));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    find("save").addEventListener("click", () => {
      const tests = Object.entries(store.all()).filter(([key]) => key.startsWith(named.test("")));
      saveFile(FILE, Object.fromEntries(tests));
    });
    find("clear").addEventListener("click", () => this.forget());
    addEventListener("storage", () => this.paint()); // as on the page of progress
    find("live").hidden = false;
    this.paint();
  }

  say(text) {
    this.find("said").textContent = text;
  }

  finish() {
    const still = open(this.items, store.all());
    if (still.length) {
      this.say(recordWords.open(still.join(", ")));
      this.form.elements[this.items[still[0] - 1].id][0].focus();
      return;
    }
    store.set(named.test(this.test), "done");
    this.paint();
    this.find("gain").focus({ preventScroll: true });
    this.find("gain").scrollIntoView({ block: "center" });
  }

  forget() {
    if (!confirm(recordWords.forgetTest)) return;
    for (const id of [this.test, ...this.items.map((item) => item.id)]) store.drop(named.test(id));
    this.paint();
    this.say(recordWords.forgotten);
  }

  paint() {
    const { form, find, items, test } = this, record = store.all(), done = named.test(test) in record;
    for (const item of items) {
      const reply = form.querySelector(`#${item.id}-reply`), given = record[named.test(item.id)];
      form.elements[item.id].forEach((input) => {
        input.checked = input.value === given;
        input.disabled = done;
      });
      if (done) showSaid(reply, judge(item, given));
      else reply.replaceChildren();
    }
    find("save").hidden = !done;
    form.querySelector("[type=submit]").hidden = done;
    find("gain").replaceChildren();
    if (done) this.paintResult(record);
  }

  paintResult(record) {
    const name = ({ id }) => id.slice(this.test.length + 1);
    const after = marks(this.test, Object.fromEntries(this.items.map((item) => [name(item), rightOf(item)])), record);
    this.find("gain").append(this.list(after));
    if (!Object.keys(this.rights).length) {
      this.say(recordWords.thanks);
      return;
    }
    const before = marks("pre-test", this.rights, record);
    this.say(result(before, after));
    if (before) this.find("gain").append(this.table(before, after));
  }

  /** How many items were answered as the models do, and which: each a link to the item and what is said of it. */
  list(after) {
    const part = document.createElement("div"), head = part.appendChild(document.createElement("p"));
    head.appendChild(document.createElement("b")).textContent = recordWords.total(
      after.filter(Boolean).length,
      after.length,
    );
    for (const [right, words] of [[true, recordWords.agreed], [false, recordWords.differed]]) {
      const items = this.items.filter((_, i) => after[i] === right);
      if (!items.length) continue;
      const line = part.appendChild(document.createElement("p"));
      line.append(String(words));
      items.forEach(({ id }, i) => {
        const link = document.createElement("a");
        link.href = "#" + id;
        link.textContent = this.form.querySelector(`#${id} legend`).textContent;
        line.append(i ? "; " : "", link);
      });
    }
    return part;
  }

  table(before, after) {
    const whole = document.createElement("table"), word = (right) => (right ? recordWords.correct : recordWords.notYet);
    whole.className = "table";
    whole.appendChild(document.createElement("thead")).append(rowOf(recordWords.columns, "th"));
    whole.appendChild(document.createElement("tbody")).append(
      ...this.items.map((item, i) =>
        rowOf([this.form.querySelector(`#${item.id} legend`).textContent, word(before[i]), word(after[i])], undefined)
      ),
    );
    return whole;
  }
}

if (typeof document !== "undefined") {
  document.querySelectorAll("[data-inventory]").forEach((form) => new Inventory(form).start());
}
