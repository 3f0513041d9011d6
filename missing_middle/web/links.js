// Whether a link leads to an explorable; the state that it leads to is read in states.js.

/** What an address says of the state of this explorable, be it right or wrong; null if it is for something else. */
export function linkTo(address, id) {
  let text = address;
  try {
    text = decodeURIComponent(address);
  } catch { /* half a character: it will not fit */ }
  const start = "#" + id + "?";
  return text.startsWith(start) ? text.slice(start.length) : null;
}
