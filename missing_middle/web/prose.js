// A question that is answered in words: nobody grades it here, so the reader does, with the rubric and another answer.
import { say } from "./catalogue/questions.js";
import { tableWords } from "./catalogue/tables.js";
import { elements } from "./judge.js";
import { named, store } from "./store.js";

export const countWords = (text) => text.split(/\s+/).filter(Boolean).length;

function part(box, tag, text) {
  box.appendChild(document.createElement(tag)).append(...elements(text));
}

export function question(form, item) {
  const field = form.elements.answer, box = form.querySelector("[data-rubric]"), name = named.answer(item.id);
  const count = form.querySelector("[data-count]"), reply = form.querySelector(".quiz-reply");
  const ticked = new Set(JSON.parse(store.get(named.ticked(item.id)) ?? "[]"));
  const tell = () => {
    count.textContent = tableWords.words(countWords(field.value), item.least, item.most);
  };

  function tickable({ name, asks }) {
    const label = box.appendChild(document.createElement("label")), tick = document.createElement("input");
    Object.assign(tick, { type: "checkbox", checked: ticked.has(name) });
    tick.addEventListener("change", () => {
      if (tick.checked) ticked.add(name);
      else ticked.delete(name);
      store.set(named.ticked(item.id), JSON.stringify([...ticked]));
    });
    label.className = "quiz-option";
    label.append(tick, document.createElement("span"));
    part(label.lastElementChild, "b", `${name}: `);
    label.lastElementChild.append(...elements(asks));
  }

  function open() {
    if (!field.value.trim()) {
      reply.textContent = tableWords.writeFirst;
      field.focus();
      return;
    }
    reply.textContent = store.set(named.compared(item.id), "yes") ? "" : say.notKept;
    if (box.firstChild) return;
    part(box, "p", tableWords.rubric);
    item.criteria.forEach(tickable);
    for (const [head, texts] of [[tableWords.model, item.model], [tableWords.reading, item.reading]]) {
      if (!texts.length) continue;
      const details = box.appendChild(document.createElement("details"));
      part(details, "summary", head);
      texts.forEach((text) => part(details, "p", text));
    }
    box.hidden = false;
  }

  form.querySelector("[data-open]").addEventListener("click", open);
  field.addEventListener("input", () => {
    tell();
    reply.textContent = store.set(name, field.value) ? "" : say.notKept;
  });
  form.addEventListener("reset", () => {
    store.drop(named.ticked(item.id));
    store.drop(named.compared(item.id));
    ticked.clear();
    box.replaceChildren();
    box.hidden = true;
    reply.textContent = count.textContent = "";
  });
  tell();
}
