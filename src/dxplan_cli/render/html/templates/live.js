"use strict";
// The preview asks its own server whether the plan's files have changed, and shows the page anew when they have.
(() => {
  const state = document.currentScript.dataset.state;
  const ask = async () => {
    try {
      const answer = await fetch("/state", { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== state) location.reload();
    } catch {
      document.title = document.title.replace(/^(（停止）)?/, "（停止）");
    }
  };
  setInterval(ask, 1000);
})();
