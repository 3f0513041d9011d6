// What a reader has done in this browser: pages read to the end, bets made, questions solved. Every page notes its own
// reading and ticks what was read in its list of contents; the page of progress adds it all up. The first half has no
// page, and is tested so.
const progress = (() => {
  const MARK = "missing-middle:";

  // Everything this course keeps, as a record of names and texts.
  function kept(storage) {
    const names = Array.from({ length: storage.length }, (_, i) => storage.key(i)).filter((name) => name.startsWith(MARK));
    return Object.fromEntries(names.sort().map((name) => [name.slice(MARK.length), storage.getItem(MARK + name.slice(MARK.length))]));
  }

  // A row a page: whether it was read, and how many of its bets were made and of its questions solved.
  const rows = (course, record) => course.map(({ page, title, bets, questions }) => ({
    page, title, read: "read:" + page in record,
    bets: [bets.filter((id) => "bet:" + id in record).length, bets.length],
    solved: [questions.filter((id) => "solved:" + id in record).length, questions.length],
  }));

  function summary(all) {
    const sum = (name) => all.reduce(([a, b], row) => [a + row[name][0], b + row[name][1]], [0, 0]).join(" of ");
    return `You have read ${all.filter((row) => row.read).length} of ${all.length} chapters and notebooks, `
      + `made ${sum("bets")} bets and solved ${sum("solved")} questions in these pages.`;
  }

  // A saved file as a record, or what is wrong with it in words.
  function readFile(text) {
    let found;
    try { found = JSON.parse(text); } catch { return { problem: "This file does not hold a saved progress: it is no JSON." }; }
    const record = found?.course === "missing middle" ? found.record : null;
    if (!record || typeof record !== "object" || !Object.values(record).every((v) => typeof v === "string"))
      return { problem: "This file does not hold a saved progress of this course." };
    return { record };
  }

  return { MARK, kept, rows, summary, readFile, file: (record) => JSON.stringify({ course: "missing middle", record }, null, 1) };
})();

function startProgress() {
  const root = new URL(document.documentElement.dataset.content_root || "./", location).href;
  const nameOf = (address) => decodeURI(address.split("#")[0].slice(root.length));
  // The browser may forbid storage (private windows): then nothing is ticked, and the page of progress says why.
  const attempt = (work) => { try { return work(localStorage); } catch { return null; } };

  const tick = () => {
    const record = attempt(progress.kept) ?? {};
    for (const link of document.querySelectorAll("nav.bd-links a, [data-map] a")) {
      const read = "read:" + nameOf(link.href) in record, there = link.querySelector(".read-mark");
      if (read && !there) {
        const mark = link.appendChild(document.createElement("span"));
        mark.className = "read-mark";
        mark.textContent = "\u00a0\u2713";
        mark.setAttribute("role", "img");
        mark.setAttribute("aria-label", "(read)");
      } else if (!read && there) there.remove();
    }
  };

  const end = document.querySelector("footer.prev-next-footer, .bd-footer-content");
  if (end) new IntersectionObserver((seen, watch) => {
    if (!seen.some((s) => s.isIntersecting)) return;
    watch.disconnect();
    attempt((s) => s.setItem(progress.MARK + "read:" + nameOf(location.href), "yes"));
    tick();
  }).observe(end);

  const box = document.querySelector("[data-progress]");
  if (box) showProgress(box, root, attempt, tick);
  tick();
}

function saveFile(name, record) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([progress.file(record)], { type: "application/json" }));
  link.download = name;
  link.click();
}

function showProgress(box, root, attempt, tick) {
  const find = (name) => box.querySelector(`[data-${name}]`);
  const say = (text) => { find("said").textContent = text; };
  if (attempt((s) => (s.setItem(progress.MARK + "test", "1"), s.removeItem(progress.MARK + "test"), true)) === null) {
    say("This browser does not let pages keep anything (a private window, perhaps), so there is nothing to show here.");
    return;
  }
  const count = ([done, all]) => (all ? `${done} of ${all}` : "");
  const paint = () => {
    const all = progress.rows(courseContents, attempt(progress.kept));
    find("sum").textContent = progress.summary(all);
    find("rows").replaceChildren(...all.map((row) => {
      const line = document.createElement("tr"), head = line.appendChild(document.createElement("th"));
      head.scope = "row";
      const link = head.appendChild(document.createElement("a"));
      link.href = root + row.page;
      link.textContent = row.title;
      for (const text of [row.read ? "read" : "", count(row.bets), count(row.solved)])
        line.appendChild(document.createElement("td")).textContent = text;
      return line;
    }));
    tick();
  };
  find("save").addEventListener("click", () => {
    saveFile("missing-middle-progress.json", attempt(progress.kept));
    say("Saved as missing-middle-progress.json.");
  });
  find("load").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const { record, problem } = progress.readFile(await file.text());
    if (record) for (const [name, text] of Object.entries(record)) attempt((s) => s.setItem(progress.MARK + name, text));
    event.target.value = "";
    paint();
    say(problem ?? "Loaded, and added to what was here.");
  });
  find("clear").addEventListener("click", () => {
    if (!confirm("Forget every page read, every bet and every answer in this browser?")) return;
    for (const name of Object.keys(attempt(progress.kept))) attempt((s) => s.removeItem(progress.MARK + name));
    paint();
    say("Everything is forgotten.");
  });
  say("");
  find("live").hidden = false;
  paint();
}

if (typeof document !== "undefined") startProgress();
