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
  // As text/search.py folds for `opinions list --grep`; a test holds that both have the same signs.
  const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;
  const VOICING = {"\u309b": "\u3099", "\u309c": "\u309a"};
  const ALIKE = "‐‑‒–—―−─﹣－〜～∼⺟⺠⺨⺩⺫⺭⺱⺾⻁⻄⻋⻌⻑⻘⻚⻝⻤⻨⻩⻫⻭⻯⻲";
  const STANDARD = "----------~~~母民犭王罒礻网艹虎西車辶長青頁食鬼麦黄斉歯竜亀";
  const standard = new Map([...ALIKE].map((sign, at) => [sign, STANDARD[at]]));
  const alike = new RegExp(`[${ALIKE}]`, "gu");
  const fold = (text) => text.replace(UNSEEN, "").replace(/[\u309b\u309c]/g, (mark) => VOICING[mark])
    .normalize("NFKC").replace(alike, (sign) => standard.get(sign)).toLowerCase().replace(/\s+/g, "");
  const textOf = (each) => (each.text ??= fold(each.row.textContent));
  const AT_ONCE = 1000;
  let turn = 0;

  // Rows change in portions, from the top: what is on the screen changes at once, however many follow.
  const show = (fitting, from, mine) => {
    if (mine !== turn) return;
    for (const each of rows.slice(from, from + AT_ONCE)) {
      const hidden = !fitting.has(each);
      if (each.row.hidden !== hidden) each.row.hidden = hidden;
    }
    if (from + AT_ONCE < rows.length) requestAnimationFrame(() => show(fitting, from + AT_ONCE, mine));
  };
  const apply = () => {
    const chosen = selects.map((select) => select.value);
    const wanted = words.value.split(/\s+/).map(fold).filter(Boolean);
    const fitting = new Set(rows.filter((each) =>
      chosen.every((value, at) => value === "" || each.facets[at].includes(value))
      && wanted.every((word) => textOf(each).includes(word))));
    const count = fitting.size;
    shown.textContent = count === rows.length ? `${count}件を表示` : `${rows.length}件のうち${count}件を表示`;
    none.hidden = count > 0;
    turn += 1;
    show(fitting, 0, turn);
  };
  const showTarget = () => {
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.hidden) {
      form.reset();
      target.hidden = false;
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
