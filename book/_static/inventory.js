// A diagnostic test of ten items: first all are answered, then each answer is told what stands behind it. What is kept
// lies beside bets and questions (progress.js), and the words come with the page (quiz.js). The first half has no page,
// and is tested so.
const inventory = (() => {
  const key = (id) => "test:" + id, rightOf = (item) => item.options.find((o) => o.outcome === "correct").letter;
  const open = (items, record) => items.flatMap(({ id }, i) => (key(id) in record ? [] : [i + 1]));
  const count = (list) => list.filter(Boolean).length;

  // For each item whether the answer of a test was right; nothing if the test was not finished.
  const marks = (test, rights, record) => (key(test) in record
    ? Object.entries(rights).map(([name, letter]) => record[key(`${test}-${name}`)] === letter) : null);

  // Hake's normalized gain: the share of what was still open that was gained. It has no value if nothing was open.
  const gain = (before, after, all) => (before === all ? null : (after - before) / (all - before));

  function summary(before, after) {
    const all = after.length, had = `${count(after)} of ${all} answers are those of the models`;
    if (!before) return `${had}. The first test was not finished in this browser, so there is no gain to show.`;
    const [first, now] = [count(before), count(after)], g = gain(first, now, all);
    return g === null ? `${had}; before the course it was all ${all}, so there was nothing left to gain.`
      : `${had}; before the course it was ${first}. Normalized gain: (${now} \u2212 ${first}) / (${all} \u2212 ${first}) = `
        + `${g.toFixed(2).replace("-", "\u2212")}, the part of what was open that you gained.`;
  }

  return { key, rightOf, open, marks, gain, summary };
})();

function startInventory(form) {
  const find = (name) => form.querySelector(`[data-${name}]`), test = form.dataset.inventory;
  const items = JSON.parse(form.querySelector('script[type="application/json"]').textContent);
  const name = ({ id }) => id.slice(test.length + 1), rights = JSON.parse(form.dataset.before);
  // The browser may forbid storage (private windows): answers then last as long as the page.
  let loose = {};
  const kept = () => { try { return progress.kept(localStorage); } catch { return loose; } };
  const keep = (id, text) => {
    loose[inventory.key(id)] = text;
    try { localStorage.setItem(progress.MARK + inventory.key(id), text); } catch { /* kept in the page */ }
  };
  const say = (text) => { find("said").textContent = text; };

  function table(before, after) {
    const row = (cells, tag) => {
      const line = document.createElement("tr");
      cells.forEach((text, i) => {
        const cell = line.appendChild(document.createElement(tag ?? (i ? "td" : "th")));
        cell.textContent = text;
        if (cell.tagName === "TH") cell.scope = tag ? "col" : "row";
      });
      return line;
    };
    const whole = document.createElement("table"), word = (right) => (right ? "right" : "not yet");
    whole.className = "table";
    whole.appendChild(document.createElement("thead")).append(row(["item", "before", "now"], "th"));
    whole.appendChild(document.createElement("tbody")).append(...items.map((item, i) =>
      row([form.querySelector(`#${item.id} legend`).textContent, word(before[i]), word(after[i])])));
    return whole;
  }

  function paint() {
    const record = kept(), done = inventory.key(test) in record;
    for (const item of items) {
      const reply = form.querySelector(`#${item.id}-reply`), given = record[inventory.key(item.id)];
      form.elements[item.id].forEach((input) => { input.checked = input.value === given; input.disabled = done; });
      if (done) showSaid(reply, quiz.judge(item, given));
      else reply.replaceChildren();
    }
    find("save").hidden = !done;
    form.querySelector("[type=submit]").hidden = done;
    find("gain").replaceChildren();
    if (!done) return;
    const after = inventory.marks(test, Object.fromEntries(items.map((item) => [name(item), inventory.rightOf(item)])), record);
    const asked = Object.keys(rights).length > 0, before = asked ? inventory.marks("pre-test", rights, record) : null;
    say(asked ? inventory.summary(before, after) : "Thank you. Below each item stands what your answer holds, and where the course "
      + "takes it up. Answers can no longer be changed: the test after the course compares with them.");
    if (before) find("gain").append(table(before, after));
  }

  form.addEventListener("change", ({ target }) => keep(target.name, target.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const open = inventory.open(items, kept());
    if (open.length) {
      say(`Still open: ${open.join(", ")}. Where you do not know, choose “I do not know”.`);
      form.elements[items[open[0] - 1].id][0].focus();
      return;
    }
    keep(test, "done");
    paint();
    find("said").scrollIntoView({ block: "center" });
  });
  find("save").addEventListener("click", () => {
    const tests = Object.entries(kept()).filter(([key]) => key.startsWith("test:"));
    saveFile("missing-middle-tests.json", Object.fromEntries(tests));
  });
  find("clear").addEventListener("click", () => {
    if (!confirm("Forget your answers to this test?")) return;
    for (const id of [test, ...items.map((item) => item.id)]) {
      delete loose[inventory.key(id)];
      try { localStorage.removeItem(progress.MARK + inventory.key(id)); } catch { /* nothing is kept */ }
    }
    paint();
    say("Your answers are forgotten.");
  });
  find("live").hidden = false;
  paint();
}

if (typeof document !== "undefined") document.querySelectorAll("[data-inventory]").forEach(startInventory);
