// Search and filters over all cases. The data come as a script (data/cases.js): a page opened from a folder may not fetch.
"use strict";
(() => {
  const data = window.SHINGIKAI;
  const STEP = 100; // rows drawn at a time; drawing is what takes long, not searching
  const byId = (id) => document.getElementById(id);
  const form = byId("filters"), table = byId("cases"), more = byId("more"), hits = byId("hits");
  const inputs = ["q", "type", "department", "category", "special", "from", "to"].map(byId);
  const language = () => document.documentElement.dataset.lang;

  // Full-width, half-width, capital and katakana writings of a word are found alike.
  const fold = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));

  const items = data.items.map(fold);
  const departments = data.departments.map((parts) => parts.filter(Boolean).join(" "));
  const cases = data.cases.map(
    ([file, title, type, offices, document_, date, special, categories, itemList, more_, itemCount], place) => ({
      file, title, type, offices, document: document_, date, special, categories, itemCount, place,
      text: fold([title, more_, data.documents[document_][0], ...offices.map((d) => departments[d])].join("\n"))
        + "\n" + itemList.map((i) => items[i]).join("\n"),
    }),
  );

  const option = (select, value, ja, en) => {
    const element = document.createElement("option");
    element.value = value;
    element.dataset.ja = ja;
    element.dataset.en = en;
    element.textContent = language() === "en" ? en : ja;
    select.append(element);
  };
  const numbers = (key) => {
    const count = new Map();
    for (const entry of cases) for (const value of [entry[key]].flat()) count.set(value, (count.get(value) ?? 0) + 1);
    return [...count].sort((a, b) => b[1] - a[1]);
  };
  for (const [type, n] of numbers("type")) option(byId("type"), data.types[type][0], `${data.types[type][1]} (${n})`, `${data.types[type][2]} (${n})`);
  // A bureau (部) stands above its divisions (課) and for all of them.
  const offices = new Map();
  for (const c of cases) {
    const names = new Set(c.offices.flatMap((d) => [data.departments[d][0], departments[d]]).filter(Boolean));
    for (const name of names) offices.set(name, (offices.get(name) ?? 0) + 1);
  }
  for (const [name, n] of [...offices].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    option(byId("department"), name, `${name} (${n})`, `${name} (${n})`);
  }
  for (const [name, n] of numbers("categories")) option(byId("category"), data.categories[name][0], `${data.categories[name][1]} (${n})`, `${data.categories[name][2]} (${n})`);

  const tests = {
    type: (wanted) => { const i = data.types.findIndex((t) => t[0] === wanted); return (c) => c.type === i; },
    department: (wanted) => {
      const fits = new Set(departments.flatMap((d, i) => (d === wanted || data.departments[i][0] === wanted ? [i] : [])));
      return (c) => c.offices.some((d) => fits.has(d));
    },
    category: (wanted) => { const i = data.categories.findIndex((t) => t[0] === wanted); return (c) => c.categories.includes(i); },
    special: (wanted) => { const bit = { printed: 1, yes: 2, possible: 4 }[wanted]; return (c) => (c.special & bit) !== 0; },
    from: (wanted) => (c) => c.date >= wanted,
    to: (wanted) => (c) => c.date !== "" && c.date <= wanted,
    q: (wanted) => { const words = fold(wanted).split(/\s+/).filter(Boolean); return (c) => words.every((w) => c.text.includes(w)); },
  };
  const keys = {
    date: (c) => c.date || "9999", type: (c) => data.types[c.type][1], title: (c) => c.title,
    department: (c) => (c.offices.length ? departments[c.offices[0]] : "\uffff"),
    document: (c) => data.documents[c.document][0], items: (c) => c.itemCount, special: (c) => -c.special,
  };

  let found = cases, drawn = 0, sorted = { key: "", up: true };

  const cell = (row, text, className = "") => {
    const element = row.insertCell();
    if (className) element.className = className;
    if (text instanceof Node) element.append(text);
    else element.textContent = text;
    return element;
  };
  const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text });
  const words = (className, [ja, en]) => {
    const element = document.createElement("span");
    element.className = className;
    Object.assign(element.dataset, { ja, en });
    element.textContent = language() === "en" ? en : ja;
    return element;
  };
  const draw = (body, c) => {
    const row = body.insertRow();
    const type = data.types[c.type];
    cell(row, c.date, "date");
    cell(row, words("", type.slice(1)));
    cell(row, link(`cases/${c.file}.html`, c.title), "main");
    cell(row, c.offices.map((d) => departments[d]).join("、"));
    const [label, file] = data.documents[c.document];
    cell(row, link(`documents/${file}.html`, label), "label");
    const count = cell(row, c.itemCount ? String(c.itemCount) : "", "number");
    if (c.itemCount) count.prepend(words("card", ["項目", "Items"]));
    const special = c.special & 1 ? words("mark error", ["有", "Printed"]) : c.special & 2 ? words("mark error", ["該当項目", "Items"]) : c.special & 4 ? words("mark warning", ["可能性", "Possible"]) : "";
    cell(row, special);
  };
  const drawMore = () => {
    const body = table.tBodies[0];
    for (const c of found.slice(drawn, drawn + STEP)) draw(body, c);
    drawn = Math.min(drawn + STEP, found.length);
    more.hidden = drawn >= found.length;
  };
  const tell = () => {
    hits.textContent = language() === "en" ? `${found.length.toLocaleString("en")} of ${cases.length.toLocaleString("en")} cases` : `${cases.length.toLocaleString("ja")}件中 ${found.length.toLocaleString("ja")}件`;
  };
  const search = () => {
    const begun = performance.now();
    const wanted = inputs.filter((input) => input.value.trim()).map((input) => tests[input.id](input.value.trim()));
    found = wanted.length ? cases.filter((c) => wanted.every((test) => test(c))) : cases.slice();
    if (sorted.key) {
      const key = keys[sorted.key], sign = sorted.up ? 1 : -1;
      const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
      found.sort((a, b) => sign * order(key(a), key(b)) || a.place - b.place);
    }
    table.hidden = found.length === 0;
    table.tBodies[0].replaceChildren();
    drawn = 0;
    drawMore();
    tell();
    table.dataset.milliseconds = String(performance.now() - begun);
  };

  // The filters are kept in the address, so that a search can be passed on, and is there again after "back".
  const save = () => {
    const state = new URLSearchParams(inputs.filter((i) => i.value).map((i) => [i.id, i.value]));
    history.replaceState(null, "", `#${state}`);
  };
  const restore = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const input of inputs) input.value = state.get(input.id) ?? "";
  };
  form.addEventListener("input", () => { search(); save(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { search(); save(); }));
  addEventListener("hashchange", () => { restore(); search(); });
  more.addEventListener("click", () => {
    const first = drawn;
    drawMore();
    table.tBodies[0].rows[first]?.querySelector("a")?.focus(); // the keyboard goes on where the new rows begin
  });
  for (const button of table.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => {
      const key = button.dataset.sort;
      sorted = { key, up: sorted.key === key ? !sorted.up : true };
      for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
      button.closest("th").setAttribute("aria-sort", sorted.up ? "ascending" : "descending");
      search();
    });
  }
  document.addEventListener("language", tell);
  restore();
  search();
})();
