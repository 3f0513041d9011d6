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
  equal([store.get(named.bet("cube")), own.length], [null, 3]); // another site, a page, the times
});

Deno.test("where storage is forbidden it lasts as long as the page, and one can know", () => {
  forbid();
  store.set(named.answer("q"), "3");
  equal([store.get(named.answer("q")), store.all(), store.lasts()], ["3", { "quiz:q": "3" }, false]);
  store.drop(named.answer("q"));
  equal(store.get(named.answer("q")), null);
});

Deno.test("where there is no room left the new text is there for the page, and the answer says that it will not last", () => {
  const own = shelf();
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: own });
  equal(store.set(named.answer("full"), "1"), true);
  own.setItem = () => {
    throw new Error("no room");
  };
  equal([store.set(named.answer("full"), "2"), store.get(named.answer("full"))], [false, "2"]);
  equal(store.all()["quiz:full"], "2");
  store.drop(named.answer("full"));
  equal(store.get(named.answer("full")), null);
});

Deno.test("when a text was kept is kept too, and goes with it", () => {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: shelf() });
  store.set("quiz:a", "1", 5);
  store.set("quiz:b", "2", 7);
  equal(store.times(), { "quiz:a": 5, "quiz:b": 7 });
  store.drop("quiz:a");
  equal([store.times(), store.all()], [{ "quiz:b": 7 }, { "quiz:b": "2" }]);
});
