// Draws an explorable. Python decides what is true, this file decides where it goes on the page.
import { betHtml, layBet } from "./bet.js";
import { widgetWords } from "./catalogue/widgets.js";
import { controlsHtml, listenToControls, paintControls } from "./controls.js";
import { frameAt, nearest, seriesOf } from "./frames.js";
import { headingIn } from "./heading.js";
import { linkTo } from "./links.js";
import { listening } from "./listening.js";
import { escape, number, wordsOf } from "./words.js";

const PAUSE = 400; // milliseconds without a change after which a screen reader is told the new sentence
const LEAST_WIDTH = 200; // px
const FIGURE = '<figure data-view><figcaption></figcaption><svg role="img" class="xp-chart"></svg></figure>';

const pageHtml = (spec, uid, heading, linked) =>
  `<section class="xp" id="${uid}" data-explorable="${spec.id}" aria-labelledby="${uid}q">
  <${heading} class="xp-question" id="${uid}q">${escape(spec.question)}</${heading}>
  ${betHtml(uid)}
  <fieldset class="xp-controls" data-controls><legend class="xp-hidden">${widgetWords.controls}</legend>${
    controlsHtml(spec.controls, uid)
  }</fieldset>
  <p class="xp-message" data-message role="status"></p>
  <p class="xp-sentence" data-sentence aria-live="polite"></p>
  <p class="xp-equation" data-equation></p>
  <div class="xp-views">${spec.views.map((row) => `<div>${row.map(() => FIGURE).join("")}</div>`).join("")}</div>
  <p class="xp-transfer" data-transfer hidden><b>${widgetWords.elsewhere}</b> ${escape(spec.transfer)}</p>
  <div class="xp-foot"><span data-status></span>
    <span class="xp-tools"><button type="button" data-reset>${widgetWords.reset}</button>${
    linked ? `<button type="button" data-link>${widgetWords.link}</button>` : ""
  }</span>
    <details data-numbers><summary>${widgetWords.numbers}</summary><div></div></details>
    <details data-code><summary>${widgetWords.code}</summary><pre tabindex="0"><code></code></pre></details></div></section>`;

/** The Python call of a state. */
export const fillCode = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => JSON.stringify(values[name]));

let count = 0;

class Explorable {
  constructor(tools, drawings, { model, el }) {
    this.tools = tools;
    this.drawings = Object.fromEntries(drawings.map((drawing) => [drawing.kind, drawing]));
    this.model = model;
    this.el = el;
    this.spec = model.get("spec");
    this.uid = `xp-${this.spec.id}-${++count}`;
    this.root = el.appendChild(document.createElement("div"));
    this.page = listening(this.root);
    this.find = (name) => this.root.querySelector(`[data-${name}]`);
    this.views = this.spec.views.flat();
    this.values = { ...model.get("values") };
    this.exact = null; // the frame at the values, if Python has sent it
    this.message = "";
  }

  start() {
    return this.page.guard(async () => {
      this.series = await seriesOf(this.model, this.spec);
      return this.open();
    })();
  }

  withTools(work) {
    return this.page.guard(async () => {
      if (typeof this.tools === "function") this.tools = await this.tools();
      work(this.tools);
    })();
  }

  async open() {
    this.root.innerHTML = pageHtml(this.spec, this.uid, headingIn(this.el), !this.el.closest(".jp-Notebook"));
    this.figures = [...this.root.querySelectorAll("[data-view]")];
    this.measure();
    this.bet = this.spec.bet && this.layBet();
    this.listen();
    this.paint();
    await this.follow(this.el.matches(".xp-slot")); // host.js scrolls, when all stills above are gone
    this.model.send?.({ want: "exact" });
    return () => this.page.stop();
  }

  /** The frame at a state, from the table: the nearest stops. */
  stopsAt(values) {
    const { controls } = this.spec;
    return frameAt(this.series, controls, controls.map((c) => nearest(c.stops, values[c.name])));
  }

  layBet() {
    const { bet, transfer, id } = this.spec, settled = wordsOf(this.spec, this.stopsAt(bet.reveal));
    return layBet(this.page, {
      root: this.root,
      uid: this.uid,
      id,
      bet,
      words: (text) => escape(settled(text)),
      lock: (locked) => {
        this.find("controls").disabled = this.find("reset").disabled = locked;
        this.find("transfer").hidden = locked || !transfer;
      },
      begin: () => /** @type {any} */ (this.root.querySelector("[data-range], [data-choice]")).focus(),
      reveal: () => this.go(bet.reveal),
      restart: () => this.go(this.starts()),
    });
  }

  starts() {
    return Object.fromEntries(this.spec.controls.map((c) => [c.name, c.start]));
  }

  /** Measured here and when the page changes only: a width asked for between two drawings would cost a layout. */
  measure() {
    this.widths = this.figures.map((figure) => Math.max(LEAST_WIDTH, Math.floor(figure.clientWidth)));
  }

  take(values, message = "") {
    this.values = { ...this.values, ...values };
    this.exact = null;
    this.message = message;
    this.paint();
  }

  go(values, message) {
    this.take(values, message);
    this.model.set("values", { ...this.values });
    this.model.save_changes();
  }

  paint() {
    const { spec, find } = this, frame = this.exact ?? this.stopsAt(this.values);
    const shown = Object.fromEntries(spec.controls.map((c) => [c.name, frame[c.name]]));
    const words = wordsOf(spec, frame);
    this.frame = frame;
    paintControls(this.root, spec.controls, shown);
    this.announce(words(spec.sentence));
    find("equation").innerHTML = words(spec.equation);
    this.views.forEach((_, i) => this.paintView(i));
    const moved = this.exact ? [] : spec.controls.filter((c) => shown[c.name] !== this.values[c.name]);
    const between = moved.map((c) =>
      widgetWords.between(c.label, this.values[c.name], number(shown[c.name], c.digits))
    );
    find("message").textContent = this.message || between.join(" ");
    find("status").textContent = this.exact ? widgetWords.exact : widgetWords.table(number(spec.states, 0));
    find("code").querySelector("code").textContent = fillCode(spec.code, shown);
    this.paintNumbers();
  }

  /** A screen reader is told the sentence when the reader rests, not at each step. */
  announce(text) {
    const place = this.find("sentence");
    if (place.textContent === text) return;
    place.setAttribute("aria-busy", "true");
    place.textContent = text;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => place.removeAttribute("aria-busy"), PAUSE);
  }

  paintView(i) {
    const view = this.views[i], figure = this.figures[i], width = this.widths[i];
    const words = wordsOf(this.spec, this.frame);
    const { svg, height } = this.drawings[view.kind].draw(view, this.frame, width, words, this.uid + "v" + i);
    const element = figure.lastElementChild;
    element.innerHTML = `<g aria-hidden="true">${svg}</g>`;
    element.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(height)}`);
    element.setAttribute("aria-label", words(view.alt));
    figure.firstElementChild.textContent = words(view.title);
  }

  paintNumbers() {
    const place = this.find("numbers");
    if (!place.open) return;
    this.withTools(({ numbersHtml }) => {
      place.lastElementChild.innerHTML = numbersHtml(this.spec, this.drawings, this.frame);
    });
  }

  listen() {
    const { page, root, model, spec } = this;
    const same = (a, b) => spec.controls.every((c) => a[c.name] === b[c.name]);
    listenToControls(page, root, spec.controls, () => this.values, (values, message) => this.go(values, message));
    page.on(root, "click", ({ target }) => {
      if (target.closest("[data-reset]")) this.go(this.starts());
      if (target.closest("[data-link]")) this.copyLink();
    });
    page.on(this.find("numbers"), "toggle", () => this.paintNumbers());
    page.on(window, "hashchange", () => this.follow(false));
    page.follow(model, "msg:custom", ({ values, exact, error }) => {
      if (!same(values, this.values)) return; // the reader has moved on
      if (error) throw new Error(error);
      this.exact = { ...exact, ...values };
      this.paint();
    });
    page.follow(model, "change:values", () => {
      const values = model.get("values");
      if (!same(values, this.values)) this.take(values);
    });
    this.watchWidths();
  }

  watchWidths() {
    const watch = new ResizeObserver(this.page.guard(() => {
      const before = this.widths;
      this.measure();
      this.views.forEach((_, i) => {
        if (this.widths[i] !== before[i]) this.paintView(i);
      });
    }));
    this.figures.forEach((figure) => watch.observe(figure));
    this.page.later(() => watch.disconnect());
  }

  /** Go where the address leads, if it leads to this explorable. */
  async follow(hosted) {
    const { id, controls } = this.spec, said = linkTo(location.hash, id);
    if (said === null) return;
    await this.withTools(({ stateOf }) => {
      const { values = this.starts(), problem } = stateOf(said, controls);
      if (!problem && !this.bet?.made) this.bet?.leave();
      this.go(values, problem && widgetWords.staleLink(problem));
      if (!hosted) this.root.firstElementChild.scrollIntoView();
    });
  }

  copyLink() {
    this.withTools(({ copyLink }) =>
      copyLink(this.spec, this.values, (text) => {
        this.message = this.find("message").textContent = text;
      })
    );
  }
}

/** The widget that draws with the given kinds of views; `tools` are tools.js, or a function that loads it. */
export const widget = (tools, ...drawings) => ({ render: (given) => new Explorable(tools, drawings, given).start() });
