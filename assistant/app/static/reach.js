// What the page's component leaves out for those who use a keyboard, a screen reader or large letters: the language of
// the words, a way past the head of the page, no stop at a list that closes, and room for what has the focus above the
// question box, however high that box grows.
"use strict";
(() => {
  const root = document.documentElement;
  root.lang = "en-GB";

  const skip = document.createElement("a");
  skip.className = "skip";
  skip.href = "#question";
  skip.textContent = "Skip to the question box";
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("#question textarea")?.focus();
  });
  document.body.prepend(skip);

  // A long list of choices can be scrolled, so a browser stops at it; it closes at once, and the focus is lost.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab") document.querySelectorAll(".option-list").forEach((list) => (list.tabIndex = -1));
  }, true);

  function measure() {
    const dock = document.getElementById("dock");
    if (!dock) return requestAnimationFrame(measure);
    new ResizeObserver(() => root.style.setProperty("--dock", `${dock.offsetHeight}px`)).observe(dock);
    return undefined;
  }
  measure();
})();
