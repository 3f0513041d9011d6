// An explorable on paper: its charts in one state, one below the other, in one picture.
import { label, mark, wrap } from "./marks.js";
import { wordsOf } from "./words.js";

const TITLE = { size: 14, row: 19, gap: 6, factor: 1.26 }; // px; the factor is that of 14 px in bold against 12 px
const BETWEEN = 22; // px, from one chart to the next

/**
 * The picture of a state as SVG without a style of its own.
 * @returns {{svg: string, alt: string, width: number, height: number}}
 */
export function still(drawings, spec, frame, width) {
  const words = wordsOf(spec, frame),
    drawn = Object.fromEntries(drawings.map((d) => [d.kind, d]));
  const views = spec.views.flat(), parts = [];
  let height = 0;
  views.forEach((view, i) => {
    const lines = wrap(words(view.title), width / TITLE.factor);
    const title = lines.map((text, n) => label(0, height + TITLE.row * (n + 1) - 4, text, { look: "xp-title" })).join(
      "",
    );
    const top = height + TITLE.row * lines.length + TITLE.gap;
    const picture = drawn[view.kind].draw(view, frame, width, words, `still-${spec.id}-${i}`);
    parts.push(title + mark("g", { transform: `translate(0 ${top})` }, picture.svg));
    height = top + picture.height + BETWEEN;
  });
  height = Math.ceil(height - BETWEEN);
  return { svg: parts.join(""), alt: views.map((view) => words(view.alt)).join(" "), width, height };
}
