// Answers to the questions of a page, judged as missing_middle/checks does: what is right, which mistakes have a hint
// of their own and how far an answer may lie off comes with the page. The first half has no page, and is tested so.
const quiz = (() => {
  const NEAR = 0.005, ALMOST = 0.012;       // as in forms.py
  const short = (value, digits) => String(Number(value.toPrecision(digits)));
  const close = (got, target, share) => Math.abs(got - target) <= share * Math.abs(target || 1);

  function expected({ low, high, unit }) {
    const percent = unit === "per cent" ? " (in per cent)" : "";
    if (low !== null && high !== null) return `a number between ${low} and ${high}${percent}`;
    return low === null ? `a number${percent}` : `a number, ${low} or more${percent}`;
  }

  // Minus signs, spaces and commas as people type them; nothing if it is not a number.
  function digits(typed) {
    const text = typed.replace(/[\u2212\u2013]/g, "-").replace(/(\d)[\s'](?=\d{3}(?!\d))/g, "$1");
    const plain = /^[+-]?\d{1,3}(,\d{3})+\.\d*$|^[+-]?\d{1,3}(,\d{3}){2,}$/.test(text) ? text.replace(/,/g, "")
      : /^[+-]?\d{1,3}(\.\d{3})+,\d*$/.test(text) ? text.replace(/\./g, "").replace(",", ".") : text.replace(",", ".");
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? plain : null;
  }

  // What was typed as {value, as}, {problem} or, where nothing was typed, {}.
  function read(item, typed) {
    const trimmed = typed.trim();
    if (!trimmed) return {};
    const bare = trimmed.replace(/\s*(%|per ?cent|(percentage )?points)$/i, ""), signed = bare !== trimmed;
    const text = digits(bare), wants = (got) => ({ problem: `expected ${expected(item)}, got ${got}` });
    if (text === null) return wants("text.");
    if (signed && !item.unit) return wants("per cent.");
    const value = signed && item.unit === "share" ? Number(text) / 100 : Number(text);
    if (!isFinite(value)) return wants("a number too large to compute with.");
    if (value < (item.low ?? -Infinity) || value > (item.high ?? Infinity)) {
      const percent = item.unit === "share" && value > item.high && value <= 100;
      return wants(short(value, 6) + "." + (percent ? " Is that per cent, where a share is asked for?" : ""));
    }
    return { value, as: text === trimmed ? "" : short(value, 12) };
  }

  function near({ unit }, got, right) {
    if (unit === "per cent" && close(100 * got, right, NEAR))
      return "Per cent or share? The answer is asked for in per cent, 12.3 rather than 0.123.";
    if (right && close(-got, right, NEAR)) return "Look at the sign: what is compared with what, and which of the two is larger?";
    if (right && close(got, right, ALMOST)) return "Close, but not by rounding alone. Keep all digits until the last step.";
    return short(got, 4) + " is not what we expect.";
  }

  const verdict = (outcome, says) => ({ outcome, misconception: null, says, places: [] });
  const untouched = (what) => verdict("not attempted", `Not attempted yet: ${what}, then press Check.`);

  // What there is to say about an answer: a letter, or a number as it was typed.
  function judge(item, given) {
    if (item.kind === "choice") return item.options.find((o) => o.letter === given) ?? untouched("choose one statement");
    const { value, as, problem } = read(item, given);
    if (problem) return verdict("wrong kind", "Wrong kind of answer: " + problem);
    if (value === undefined) return untouched("write a number");
    const said = item.answers.find((a) => Math.abs(value - a.value) <= a.slack)
      ?? verdict("not yet", item.not_yet.replace(": ", () => `: ${near(item, value, item.answers[0].value)} `));
    return { ...said, as };
  }

  // A sentence in pieces: words, `code`, and the places it names as links.
  function pieces(says, places) {
    const plain = (text) => text.split("`").map((t, i) => ({ text: t, code: i % 2 === 1 })).filter((p) => p.text);
    const found = places.map((p) => ({ ...p, at: says.indexOf(p.name) })).filter((p) => p.at >= 0).sort((a, b) => a.at - b.at);
    let from = 0;
    const out = found.flatMap(({ name, href, at }) => {
      const before = plain(says.slice(from, at));
      from = at + name.length;
      return [...before, { text: name, href }];
    });
    return [...out, ...plain(says.slice(from))];
  }

  return { judge, pieces };
})();

// Put what is said of an answer into an element: its opening, words, links.
function showSaid(reply, said) {
  const make = ({ text, code, href }) => {
    const node = document.createElement(href ? "a" : code ? "code" : "span");
    node.textContent = text;
    if (href) node.href = href;
    return node;
  };
  const end = said.says.indexOf(":") + 1, opening = document.createElement("b");
  opening.textContent = said.says.slice(0, end);
  reply.dataset.outcome = said.outcome;
  reply.replaceChildren(opening, ...quiz.pieces(said.says.slice(end), said.places).map(make));
  if (said.as) reply.append(make({ text: ` (We read your answer as ${said.as}.)` }));
}

// The page. The browser may forbid storage (private windows): answers then last as long as the page.
function startQuiz(root) {
  const key = (id) => "missing-middle:quiz:" + id, solved = (id) => "missing-middle:solved:" + id;   // the latter for progress.js
  const keep = (work) => { try { return work(localStorage); } catch { return null; } };
  const question = (item) => {
    const form = root.querySelector(`[data-question="${item.id}"]`), field = form.elements.answer;
    const reply = form.querySelector(".quiz-reply"), again = form.querySelector("[data-again]");
    const show = (said) => {
      reply.replaceChildren();
      reply.dataset.outcome = "";
      again.hidden = !said || said.outcome === "not attempted";
      if (!said) return;
      showSaid(reply, said);
    };
    const forget = (...names) => names.forEach((name) => keep((s) => s.removeItem(name(item.id))));
    const clear = () => { forget(key, solved); form.reset(); show(null); };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = quiz.judge(item, field.value);
      keep((s) => s.setItem(key(item.id), field.value));
      if (said.outcome === "correct") keep((s) => s.setItem(solved(item.id), "yes"));
      show(said);
    });
    form.addEventListener("input", () => show(null));
    again.addEventListener("click", () => { clear(); form.querySelector("input").focus(); });
    const kept = keep((s) => s.getItem(key(item.id)));
    if (kept) { field.value = kept; if (field.value) show(quiz.judge(item, field.value)); }
    return clear;
  };

  const clears = JSON.parse(root.querySelector('script[type="application/json"]').textContent).map(question);
  root.querySelector("[data-clear]").addEventListener("click", () => {
    clears.forEach((clear) => clear());
    root.querySelector("[data-cleared]").textContent = "Your answers are cleared.";
  });
  root.querySelectorAll("[data-live]").forEach((tools) => { tools.hidden = false; });
}

if (typeof document !== "undefined") document.querySelectorAll("[data-quiz]").forEach(startQuiz);
