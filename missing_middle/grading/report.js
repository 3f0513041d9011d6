// Tables are sorted by their heads, and long ones filtered. Without this file they are read as they stand.
const value = (row, column) => row.cells[column].textContent.trim();
const number = (text) => /^[-+]?[\d.]+/.test(text) ? parseFloat(text) : NaN;

/** Numbers by size, words by the alphabet, dashes last. */
const compare = (one, other) => {
  const [a, b] = [number(one), number(other)];
  if (!isNaN(a) && !isNaN(b)) return a - b;
  return one.localeCompare(other, "en");
};

for (const frame of document.querySelectorAll(".frame")) {
  const heads = [...frame.querySelectorAll("th")];
  const body = frame.querySelector("tbody");
  const rows = [...body.rows];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const empty = rows.filter((row) => value(row, column) === "–");
      const full = rows.filter((row) => value(row, column) !== "–");
      full.sort((a, b) => (up ? 1 : -1) * compare(value(a, column), value(b, column)));
      body.append(...full, ...empty);
    });
  });
  if (!frame.matches(".long")) continue;
  const label = document.createElement("label");
  const input = document.createElement("input");
  const told = document.createElement("output");
  label.className = "seek";
  input.type = "search";
  label.append(`Rows of ${frame.getAttribute("aria-label")} that hold `, input, " ", told);
  frame.before(label);
  input.addEventListener("input", () => {
    const words = input.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words);
    told.value = words ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
  });
}
