// The box of a field or item lights up while its row is pointed at or its button has the focus.
"use strict";
(() => {
  const boxes = (row) => document.querySelectorAll(`[data-box="${CSS.escape(row.dataset.shows)}"]`);
  let kept = null;
  const light = (row, on) => {
    row.classList.toggle("on", on);
    for (const box of boxes(row)) box.classList.toggle("on", on);
  };
  const show = (row) => {
    const box = boxes(row)[0];
    if (!box) return;
    const pane = document.querySelector(".sheets");
    const inPane = getComputedStyle(pane).position === "sticky";
    if (inPane) {
      const wanted = box.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
      pane.scrollTop += wanted;
    } else {
      history.pushState(null, ""); // "back" leads from the page to the row again
      box.scrollIntoView({ block: "center" });
    }
  };
  const keep = (row) => {
    if (kept && kept !== row) light(kept, false);
    kept = row;
    light(row, true);
    show(row);
  };
  for (const row of document.querySelectorAll("tr[data-shows]")) {
    row.addEventListener("mouseenter", () => light(row, true));
    row.addEventListener("mouseleave", () => { if (row !== kept) light(row, false); });
    row.querySelector("button")?.addEventListener("click", () => keep(row));
  }
  const pane = document.querySelector(".sheets");
  const own = document.querySelector("rect.case");
  if (own && getComputedStyle(pane).position === "sticky") {
    pane.scrollTop += own.getBoundingClientRect().top - pane.getBoundingClientRect().top - 60;
  }
})();
