// Language: Japanese unless the reader chose English before. Runs in the head, so that no page flashes.
"use strict";
(() => {
  const root = document.documentElement;
  const remembered = () => {
    try { return localStorage.getItem("shingikai-language"); } catch { return null; } // blocked for file:// in some browsers
  };
  const remember = (language) => {
    try { localStorage.setItem("shingikai-language", language); } catch { /* it holds for this page, then */ }
  };
  const swap = () => {
    const language = root.dataset.lang;
    for (const element of document.querySelectorAll("[data-ja]")) {
      const words = element.dataset[language];
      if (element.dataset.into) element.setAttribute(element.dataset.into, words);
      else element.textContent = words;
    }
    document.dispatchEvent(new CustomEvent("language", { detail: language }));
  };
  const choose = (language) => {
    root.dataset.lang = language;
    root.lang = language;
  };
  choose(remembered() === "en" ? "en" : "ja");
  document.addEventListener("DOMContentLoaded", () => {
    swap();
    const button = document.getElementById("language");
    button.hidden = false;
    button.addEventListener("click", () => {
      choose(root.dataset.lang === "ja" ? "en" : "ja");
      remember(root.dataset.lang);
      swap();
    });
  });
})();
