// What the page does in the browser: opens the paper behind a note, copies an answer, and tells a screen reader once
// when an answer is there. Questions and answers themselves travel by Gradio. Nothing here makes markup from words:
// the source comes from our own /source, which has escaped it.
"use strict";
(() => {
  const BESIDE = window.matchMedia("(min-width: 900px)");
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");
  const TOUCH = window.matchMedia("(pointer: coarse)");
  const pane = document.createElement("aside");
  pane.id = "source";
  pane.setAttribute("aria-label", "Source");
  const status = document.createElement("div");
  status.className = "unseen";
  status.setAttribute("role", "status");
  let opener = null; // how to find the button that opened the source again: {turn, value, kind}
  let asked = 0; // counts openings, so that a slow answer to an earlier click is dropped

  const behaviour = () => (CALM.matches ? "auto" : "smooth");

  function place(button) {
    const beside = document.getElementById("beside");
    const below = button.closest(".turn") || button.closest("li") || beside;
    (BESIDE.matches ? beside : below).append(pane);
    document.body.classList.toggle("reading", true);
  }

  function current() {
    if (!opener) return null;
    const root = document.getElementById(opener.turn) || document;
    return [...root.querySelectorAll(`button.${opener.kind}`)].find((button) => button.value === opener.value) || null;
  }

  function unmark() {
    document.querySelectorAll('button[aria-expanded="true"]').forEach((button) => button.removeAttribute("aria-expanded"));
  }

  async function open(button) {
    const mine = ++asked;
    const kind = button.classList.contains("note") ? "note" : "open";
    opener = { turn: button.closest(".turn")?.id || "", value: button.value, kind };
    let drawn;
    try {
      const response = await fetch(new URL(`source?${button.value}`, document.baseURI));
      drawn = await response.text();
    } catch {
      drawn = '<p class="problem">The paper could not be fetched: the program may have been stopped. Start it, then try again.</p>';
    }
    if (mine !== asked) return;
    pane.innerHTML = drawn;
    pane.prepend(tools(Boolean(pane.querySelector(".paragraph"))));
    unmark();
    const there = button.isConnected ? button : current();
    if (!there) return;
    there.setAttribute("aria-expanded", "true");
    place(there);
    show(pane.querySelector(".paragraph.cited"));
    const heading = pane.querySelector("h2") || pane.querySelector(".close");
    heading.focus({ preventScroll: true });
    if (!BESIDE.matches) pane.scrollIntoView({ block: "start", behavior: behaviour() });
  }

  function tools(steps) {
    const bar = document.createElement("div");
    bar.className = "source-tools";
    const names = steps ? [["previous", "‹ Previous"], ["next", "Next ›"], ["close", "Close"]] : [["close", "Close"]];
    for (const [kind, words] of names) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = kind;
      button.textContent = words;
      if (kind !== "close") button.setAttribute("aria-label", `${kind === "next" ? "Next" : "Previous"} paragraph`);
      bar.append(button);
    }
    return bar;
  }

  // Scrolls the paper alone, never the page, to the words marked or to the paragraph's beginning.
  function show(paragraph) {
    const paper = pane.querySelector(".paper");
    if (!paper || !paragraph) return;
    pane.querySelectorAll(".here").forEach((other) => other.classList.remove("here"));
    paragraph.classList.add("here");
    const mark = paragraph.querySelector("mark");
    const top = (element) => element.getBoundingClientRect().top - paper.getBoundingClientRect().top + paper.scrollTop;
    const far = mark && top(mark) - top(paragraph) > paper.clientHeight * 0.6;
    paper.scrollTop = Math.max(0, top(far ? mark : paragraph) - 48);
  }

  function step(by) {
    const all = [...pane.querySelectorAll(".paragraph")];
    const here = all.findIndex((paragraph) => paragraph.classList.contains("here"));
    const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
    show(next);
    say(next.dataset.printed);
  }

  function close() {
    asked += 1;
    const back = current();
    pane.remove();
    unmark();
    document.body.classList.remove("reading");
    opener = null;
    if (back) back.focus();
  }

  function say(words) {
    status.textContent = "";
    requestAnimationFrame(() => (status.textContent = words));
  }

  async function copy(button) {
    const turn = button.closest(".turn");
    const texts = (selector) => [...turn.querySelectorAll(selector)].map((element) => element.innerText.trim());
    const notes = texts(".notes li").map((note, at) => `${at + 1}. ${note}`);
    try {
      await navigator.clipboard.writeText([...texts(".statement"), "", ...notes].join("\n").trim());
      say("Copied.");
      button.textContent = "Copied";
    } catch {
      button.textContent = "This browser does not allow copying";
    }
    setTimeout(() => (button.textContent = "Copy the answer"), 2000);
  }

  document.addEventListener("click", (event) => {
    event.target.closest(".pages a")?.removeAttribute("target"); // the component opens every link in a new window
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches(".note, .open") && button.value) open(button);
    else if (button.matches(".copy")) copy(button);
    else if (pane.contains(button)) {
      if (button.matches(".close")) close();
      else step(button.matches(".next") ? 1 : -1);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pane.isConnected && pane.contains(document.activeElement)) close();
  });
  BESIDE.addEventListener("change", () => {
    const button = current();
    if (pane.isConnected && button) place(button);
  });

  // One turn is drawn again with every statement: act when it is new, and when it is done.
  const seen = new Map();
  function changed(now) {
    if (document.body.classList.contains("reading") && !pane.isConnected) document.body.classList.remove("reading");
    const turn = now.querySelector(".turn");
    if (!turn) return seen.clear();
    const before = seen.get(turn.id);
    if (!before) {
      turn.scrollIntoView({ block: "start", behavior: behaviour() });
      if (TOUCH.matches) document.activeElement?.blur();
    }
    const done = turn.classList.contains("done");
    if (done && before !== "done") {
      turn.scrollIntoView({ block: "start", behavior: behaviour() }); // only now is there page enough to scroll
      const state = turn.querySelector(".state")?.innerText.trim() || "";
      const notes = turn.querySelectorAll(".notes li").length;
      say(`${state}. ${notes === 1 ? "1 note" : `${notes} notes`}.`);
      if (!document.activeElement?.matches("textarea, input")) turn.focus({ preventScroll: true });
    }
    seen.set(turn.id, done ? "done" : "arriving");
    return undefined;
  }

  function start() {
    const now = document.getElementById("now");
    if (!now || !document.getElementById("beside")) return requestAnimationFrame(start);
    document.body.append(status);
    new MutationObserver(() => changed(now)).observe(now, { childList: true, subtree: true });
    const problem = document.getElementById("problem");
    // What has to be put right is seen, wherever the page has been scrolled to.
    const seeProblem = () => problem.querySelector(".problem") && problem.scrollIntoView({ block: "nearest", behavior: behaviour() });
    new MutationObserver(seeProblem).observe(problem, { childList: true, subtree: true });
    return undefined;
  }
  start();
})();
