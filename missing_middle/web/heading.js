// The question of a widget is a heading of the page it stands in, one level below the one before it.

/** The heading's element, such as `h3`, for a widget in the element `el`. */
export function headingIn(el) {
  const before = [...document.querySelectorAll(":is(h1, h2, h3, h4, h5):not(.xp *)")].filter((heading) =>
    el.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING
  );
  return "h" + (Number(before.at(-1)?.tagName[1] ?? 1) + 1);
}
