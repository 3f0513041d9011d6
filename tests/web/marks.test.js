import { mark, spread, wide, wideBold, wrap } from "../../missing_middle/web/marks.js";
import { equal, holds } from "./assert.js";

Deno.test("labels are moved apart by what they need, keep their order and stay inside", () => {
  const heights = [15, 28, 15], placed = spread([100, 101, 102], heights, 0, 200);
  holds(placed[1] - placed[0] >= 21.5 && placed[2] - placed[1] >= 21.5, `${placed} is too narrow`);
  const low = spread([195, 198], [15, 15], 0, 200);
  equal(low, [177.5, 192.5]);
});

Deno.test("labels that have room stay where they are", () => equal(spread([20, 60], [15, 15], 0, 200), [20, 60]));

Deno.test("words in lines fit the room, and a word too long has a line of its own", () => {
  const room = 60, lines = wrap("a fairly long name of a line", room);
  holds(lines.length > 1 && lines.every((line) => wide(line) <= room), lines.join("|"));
  equal(wrap("unbreakable", 10), ["unbreakable"]);
  holds(wideBold("word") > wide("word"), "bold is wider");
});

Deno.test("an element leaves out what it was not given, and escapes nothing by itself", () => {
  equal(mark("line", { x1: 1.04, class: "xp-axis", style: undefined }), '<line x1="1" class="xp-axis"/>');
  equal(mark("g", {}, "<b/>"), "<g><b/></g>");
});
