import { named, store } from "../../missing_middle/web/store.js";
import { equal } from "./assert.js";

const forbid = () =>
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("denied");
    },
  });

function shelf() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (i) => [...kept.keys()][i],
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
    removeItem: (name) => kept.delete(name),
  };
}

Deno.test("what is kept is found again, under one mark, and all of it can be read", () => {
  const own = shelf();
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: own });
  own.setItem("another", "site");
  store.set(named.bet("cube"), "{}");
  store.set(named.read("book/1.html"), "yes");
  equal(own.getItem("missing-middle:bet:cube"), "{}");
  equal(store.all(), { "bet:cube": "{}", "read:book/1.html": "yes" });
  equal(store.lasts(), true);
  store.drop(named.bet("cube"));
  equal([store.get(named.bet("cube")), own.length], [null, 2]);
});

Deno.test("where storage is forbidden it lasts as long as the page, and one can know", () => {
  forbid();
  store.set(named.answer("q"), "3");
  equal([store.get(named.answer("q")), store.all(), store.lasts()], ["3", { "quiz:q": "3" }, false]);
  store.drop(named.answer("q"));
  equal(store.get(named.answer("q")), null);
});
