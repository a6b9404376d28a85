// Filters of the findings page: groups by severity and code, entries by words.
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const [severity, code, words] = ["severity", "code", "words"].map((id) => document.getElementById(id));
  const hits = document.getElementById("hits");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const groups = [...document.querySelectorAll(".group")].map((element) => ({
    element,
    entries: [...element.querySelectorAll("li")].map((entry) => ({
      entry, text: fold(`${element.querySelector("h2").textContent} ${entry.textContent}`),
    })),
  }));
  const apply = () => {
    const wanted = fold(words.value.trim());
    let shown = 0;
    for (const { element, entries } of groups) {
      const fits = (!severity.value || element.dataset.severity === severity.value)
        && (!code.value || element.dataset.code === code.value);
      let here = 0;
      for (const { entry, text } of entries) {
        const visible = fits && text.includes(wanted);
        entry.hidden = !visible;
        here += visible;
      }
      element.hidden = here === 0;
      shown += here;
    }
    hits.textContent = document.documentElement.dataset.lang === "en" ? `${shown} findings` : `${shown}件`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("language", apply);
  apply();
})();
