// One slide at a time: arrows, Page Up and Down, space, Home and End; n shows the notes. The address keeps the place.
(() => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  const colour = () => { root.dataset.theme = root.dataset.mode = dark.matches ? "dark" : "light"; };
  colour();
  dark.addEventListener("change", colour);
  const slides = [...document.querySelectorAll(".slide")];
  if (!slides.length) return;

  const bar = document.createElement("nav");
  bar.className = "bar";
  bar.setAttribute("aria-label", "Slides");
  bar.innerHTML = `<button class="back">Back</button><button class="on">Next</button>
    <button class="say" aria-pressed="false">Notes</button><span class="at" role="status"></span>`;
  document.body.append(bar);
  root.classList.add("running");
  const [back, on, say, at] = [...bar.children];
  const notes = document.querySelectorAll(".notes");
  let now = 0;

  const reachable = () => {       // a slide taller than the screen scrolls, so the keyboard must get into it
    const slide = slides[now];
    if (slide.scrollHeight > slide.clientHeight + 1) slide.tabIndex = 0; else slide.tabIndex = -1;
  };
  function go(place) {
    slides[now].classList.remove("now");
    slides[now].removeAttribute("tabindex");
    now = Math.min(Math.max(place, 0), slides.length - 1);
    slides[now].classList.add("now");
    [back.disabled, on.disabled] = [now === 0, now === slides.length - 1];
    at.textContent = `${now + 1} / ${slides.length}`;
    history.replaceState(null, "", `#${now + 1}`);
    reachable();
    if (!bar.contains(document.activeElement)) slides[now].focus({ preventScroll: true });
  }
  const wanted = () => go((parseInt(location.hash.slice(1), 10) || 1) - 1);
  const tell = () => {
    const shown = say.getAttribute("aria-pressed") !== "true";
    say.setAttribute("aria-pressed", shown);
    notes.forEach((note) => { note.hidden = !shown; });
    reachable();
  };

  back.onclick = () => go(now - 1);
  on.onclick = () => go(now + 1);
  say.onclick = tell;
  // A control of an explorable keeps the keys that move it; Page Up and Page Down always belong to the deck.
  const taken = (target) => target.closest("input, select, textarea, [role=slider], [contenteditable], .xp-slot");
  const pressed = (target) => target.closest("button, summary, a, input, select");
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { PageDown: 1, PageUp: -1 };
    if (!taken(event.target)) Object.assign(moves, { ArrowRight: 1, ArrowLeft: -1 });
    if (!taken(event.target) && !pressed(event.target)) moves[" "] = event.shiftKey ? -1 : 1;
    if (event.key in moves) go(now + moves[event.key]);
    else if (taken(event.target)) return;
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(slides.length - 1);
    else if (event.key === "n") tell();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  addEventListener("hashchange", wanted);
  addEventListener("resize", reachable);
  addEventListener("beforeprint", () => document.querySelectorAll("details.fold").forEach((fold) => { fold.open = true; }));
  wanted();
})();
