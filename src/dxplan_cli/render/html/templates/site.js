"use strict";
// Filters of the opinions. Without this script every opinion is shown; nothing else needs it.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const selects = [...form.querySelectorAll("select")];
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const rows = [...document.getElementById("rows").rows].map((row) => ({
    row, text: null, facets: row.dataset.facets.split(",").map((each) => each.split(" ")),
  }));
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const textOf = (each) => (each.text ??= fold(each.row.textContent));

  const apply = () => {
    const chosen = selects.map((select) => select.value);
    const wanted = words.value.split(/\s+/).map(fold).filter(Boolean);
    let count = 0;
    for (const each of rows) {
      const fits = chosen.every((value, at) => value === "" || each.facets[at].includes(value))
        && wanted.every((word) => textOf(each).includes(word));
      if (each.row.hidden === fits) each.row.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = count === rows.length ? `${count}件を表示` : `${rows.length}件のうち${count}件を表示`;
    none.hidden = count > 0;
  };
  const showTarget = () => {
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.hidden) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  window.addEventListener("hashchange", showTarget);
  apply();
})();
