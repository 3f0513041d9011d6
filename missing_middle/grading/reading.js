// Shortcuts for who reads many answers. Without this file the form works as any form does.
const form = document.querySelector("form");
const criteria = [...document.querySelectorAll("fieldset")];
const writing = (place) => place.matches("textarea, input:not([type=radio])");

/** The first radio button of a criterion, or the one that is set. */
const entry = (one) => one.querySelector("input:checked") ?? one.querySelector("input");

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form?.requestSubmit();
  }
  if (!/^[0-3]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!criteria.length || writing(document.activeElement)) return;
  const here = criteria.find((one) => one.contains(document.activeElement)) ?? criteria[0];
  here.querySelectorAll("input")[Number(event.key)].click();
  const next = criteria[criteria.indexOf(here) + 1];
  (next ? entry(next) : document.querySelector("#comment")).focus();
  event.preventDefault();
});

(criteria.length ? entry(criteria[0]) : document.querySelector("#points"))?.focus({ preventScroll: true });
