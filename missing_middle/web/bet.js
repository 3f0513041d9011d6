// A bet before anything moves: asked, kept in the browser, settled by a state, taken back. Explorables and the table
// laboratory ask in the same way.
import { widgetWords } from "./catalogue/widgets.js";
import { named, store } from "./store.js";
import { escape } from "./words.js";

/** The places of a bet in a widget. */
export const betHtml = (uid) =>
  `<form class="xp-bet" data-bet novalidate></form>
  <p class="xp-skipped" data-skipped hidden>${widgetWords.skipped} <button type="button" class="xp-plain" data-again>${widgetWords.after}</button></p>
  <div class="xp-verdict" data-verdict role="group" aria-labelledby="${uid}w" tabindex="-1" hidden></div>`;

const shuffled = (list) =>
  list.map((one) => ({ one, at: Math.random() })).sort((a, b) => a.at - b.at).map(({ one }) => one);

function questionHtml(bet, uid, words) {
  const options = shuffled(bet.options).map((option) =>
    `<label class="xp-option"><input type="radio" name="${uid}o" value="${escape(option.id)}"><span>${
      words(option.text)
    }</span></label>`
  );
  return `<fieldset><legend><b>${widgetWords.bet}</b> ${words(bet.question)}</legend>${options.join("")}
    <label class="xp-reason"><span>${widgetWords.because}</span>
      <input type="text" name="reason" maxlength="300" placeholder="${widgetWords.reason}" autocomplete="off"></label>
    <div class="xp-tools"><button>${widgetWords.place}</button>
      <button type="button" class="xp-plain" data-skip>${widgetWords.skip}</button>
      <small>${widgetWords.unlock} ${store.lasts() ? widgetWords.kept : widgetWords.loose}</small></div>
    <p class="xp-message" data-missing role="alert"></p></fieldset>`;
}

function verdictHtml(bet, uid, { choice, reason }, words, showing) {
  const mine = bet.options.find((option) => option.id === choice), right = bet.options.find((option) => option.right);
  const said = (option) => `<q>${words(option.text)}</q>. ${words(option.says)}`;
  const [look, head] = mine.right ? ["xp-right", widgetWords.right] : ["xp-wrong", widgetWords.wrong];
  return `<p id="${uid}w"><b class="${look}">${head}</b> ${widgetWords.mine} ${said(mine)}</p>` +
    (mine.right ? "" : `<p><b>${widgetWords.answer}</b> ${said(right)}</p>`) +
    (reason ? `<p class="xp-quiet">${widgetWords.why} <q>${escape(reason)}</q></p>` : "") +
    `<div class="xp-tools">${showing ? `<button type="button" data-show>${widgetWords.show}</button>` : ""}` +
    `<button type="button" class="xp-plain" data-again>${widgetWords.again}</button></div>`;
}

/**
 * Run the bet of a widget.
 * @param {{on: Function}} page listens in `root`, which holds the places of betHtml
 * @param {{root: any, uid: string, id: string, bet: any, words: (text: any) => string, lock: (locked: boolean) => void,
 *   begin: () => void, reveal?: () => void, restart?: () => void}} given `words` makes HTML of a template, `begin` goes
 *   to the first control, `reveal` shows the state that settles the bet, `restart` the start
 * @returns {{made: boolean, leave: () => void}} whether the bet was made before, and the way out of it
 */
export function layBet({ on }, { root, uid, id, bet, words, lock, begin, reveal, restart }) {
  const find = (name) => root.querySelector(`[data-${name}]`), name = named.bet(id);
  const show = (stage) =>
    ["bet", "skipped", "verdict"].forEach((part) => {
      find(part).hidden = part !== stage;
    });
  const kept = () => {
    try {
      const made = JSON.parse(store.get(name));
      return bet.options.some((option) => option.id === made?.choice) ? made : null;
    } catch {
      return null; // kept by another version of this page
    }
  };
  const ask = () => {
    find("bet").innerHTML = questionHtml(bet, uid, words);
    show("bet");
    lock(true);
  };
  const settle = (made) => {
    find("verdict").innerHTML = verdictHtml(bet, uid, made, words, !!reveal);
    show("verdict");
    lock(false);
  };
  const leave = () => {
    show("skipped");
    lock(false);
  };
  on(find("bet"), "submit", (event) => {
    event.preventDefault();
    const form = new FormData(find("bet")), choice = form.get(uid + "o"), reason = String(form.get("reason")).trim();
    if (!choice) {
      find("missing").textContent = widgetWords.choose;
      find("bet").querySelector("input").focus();
      return;
    }
    store.set(name, JSON.stringify({ choice, reason }));
    settle({ choice, reason });
    reveal?.();
    find("verdict").focus({ preventScroll: true });
  });
  on(root, "click", ({ target }) => {
    if (target.closest("[data-skip]")) {
      leave();
      begin();
    }
    if (target.closest("[data-show]")) reveal();
    if (target.closest("[data-again]")) {
      store.drop(name);
      ask();
      restart?.();
      find("bet").querySelector("input").focus({ preventScroll: true });
    }
  });
  const made = kept();
  if (made) settle(made);
  else ask();
  return { made: !!made, leave };
}
