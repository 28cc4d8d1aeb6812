// What the page does in the browser: opens the paper behind a note, copies an answer or a citation, puts a question back
// into its box, sends a rating, and tells a screen reader once when an answer is there. Questions and answers themselves
// travel by Gradio. Nothing here makes markup from words: the source comes from our own /source, which has escaped it.
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
      drawn = '<p class="problem">The paper could not be fetched: the service did not answer. Try again in a moment.</p>';
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
    const names = steps ? [["previous", "‹ Previous"], ["next", "Next ›"]] : [];
    if (cited()) names.push(["cite", "Copy citation"]);
    names.push(["close", "Close"]);
    for (const [kind, words] of names) {
      const button = made("button", kind, words);
      button.type = "button";
      if (["next", "previous"].includes(kind)) button.setAttribute("aria-label", `${words.match(/\w+/)[0]} paragraph`);
      bar.append(button);
    }
    return bar;
  }

  function made(name, kind, words) {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = words;
    return element;
  }

  // The citation in council form of what is open: the words of its note; "" for a paper opened from the shelf.
  function cited() {
    if (!opener || !opener.turn) return "";
    const turn = document.getElementById(opener.turn);
    const note = [...turn.querySelectorAll(".notes .open, .nearest .open")].find((open) => open.value === opener.value);
    return note ? note.innerText.trim() : "";
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

  async function copy(button, words) {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(words);
      say("Copied.");
      button.textContent = "Copied";
    } catch {
      button.textContent = "This browser does not allow copying";
    }
    setTimeout(() => (button.textContent = before), 2000);
  }

  // The answer in words, each note of it as [1], and its citations.
  function answer(turn) {
    const texts = (selector) => [...turn.querySelectorAll(selector)].map((element) => {
      const words = element.cloneNode(true);
      words.querySelectorAll(".note").forEach((note) => note.replaceWith(`[${note.lastChild.textContent}]`));
      words.querySelectorAll("br").forEach((end) => end.replaceWith("\n"));
      words.querySelectorAll("blockquote p").forEach((quote) => quote.replaceWith(`\n“${quote.textContent}”`));
      return words.textContent.trim();
    });
    const notes = texts(".notes li").map((note, at) => `[${at + 1}] ${note}`);
    const link = turn.querySelector("a.link");
    const parts = [...texts(".asked .words"), "", ...texts(".state"), ...texts(".closed"), ...texts(".statement, .said-by"), "", ...notes];
    return [...parts, ...(link ? ["", link.href] : [])].join("\n").trim();
  }

  // Gradio reads a box when it is typed in, so what is put there says that it was.
  function type(id, words) {
    const box = document.querySelector(`#${id} :is(textarea, input)`);
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return box;
  }

  // Puts an earlier question into the box; asked, it takes the place of that question and of what follows it.
  function edit(button) {
    type("instead", button.value);
    const box = type("question", button.closest(".turn").querySelector(".asked .words").textContent);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    dock(`This takes the place of question ${button.value} and of what follows it.`);
  }

  function again(button) {
    edit(button);
    requestAnimationFrame(() => document.getElementById("ask").click());
  }

  function dock(words) {
    document.querySelector("#dock .replacing")?.remove();
    if (!words) return;
    const line = made("p", "replacing", `${words} `);
    const cancel = made("button", "cancel", "Cancel");
    cancel.type = "button";
    line.append(cancel);
    document.getElementById("dock").prepend(line);
    say(words);
  }

  function cancel() {
    type("instead", "");
    type("question", "").focus();
    dock("");
  }

  // One rating an answer: yes is sent at once, no asks why first, and either may be changed.
  const rated = new Map(); // answer → "yes" or "no"
  const reasons = ["It is wrong", "It answers another question", "Something is missing", "It is hard to follow", "Something else"];
  async function rate(button) {
    const helpful = button.matches(".yes");
    const turn = button.closest(".turn");
    turn.querySelector(".why")?.remove();
    if (await sent({ answer: button.value, helpful })) rated.set(button.value, helpful ? "yes" : "no");
    press(turn);
    if (!helpful) turn.querySelector(".answer").append(why(button.value));
    turn.querySelector(".why select")?.focus();
  }

  function why(about) {
    const form = made("form", "why", "");
    const reason = made("label", "", "What was wrong with it?");
    const choices = document.createElement("select");
    for (const words of ["No reason given", ...reasons]) choices.append(made("option", "", words));
    const more = made("label", "", "More, if you like");
    const box = document.createElement("textarea");
    box.rows = 2;
    box.maxLength = 1000;
    reason.append(choices);
    more.append(box);
    const send = made("button", "tool", "Send");
    const leave = made("button", "tool leave", "Leave it");
    leave.type = "button";
    const row = made("p", "", "");
    row.append(send, " ", leave);
    form.append(reason, more, row);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const back = form.closest(".turn")?.querySelector(".rate.no");
      if (await sent({ answer: about, helpful: false, reason: choices.selectedIndex ? choices.value : null, words: box.value })) form.remove();
      back?.focus();
    });
    return form;
  }

  function leave(button) {
    const back = button.closest(".turn").querySelector(".rate.no");
    button.closest(".why").remove();
    back.focus();
  }

  async function sent(rating) {
    let there = false;
    try {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify(rating);
      there = (await fetch(new URL("rate", document.baseURI), { method: "POST", headers, body })).ok;
    } catch {
      there = false;
    }
    say(there ? "Your rating is kept." : "Your rating could not be kept. Try again.");
    return there;
  }

  function press(turn) {
    turn.querySelectorAll(".rate").forEach((button) => {
      const chosen = rated.get(button.value);
      button.setAttribute("aria-pressed", String(chosen === (button.matches(".yes") ? "yes" : "no")));
    });
  }

  const doing = {
    copy: (button) => copy(button, answer(button.closest(".turn"))),
    again,
    edit,
    cancel,
    rate,
    cite: (button) => copy(button, cited()),
    close,
    next: () => step(1),
    previous: () => step(-1),
    leave,
  };

  document.addEventListener("click", (event) => {
    event.target.closest("a[href]:not([href^='http'])")?.removeAttribute("target"); // the component opens links in a new window
    const link = event.target.closest("a.link");
    if (link && navigator.clipboard && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      copy(link, link.href);
      return;
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches(".note, .open") && button.value) open(button);
    else for (const kind of button.classList) doing[kind]?.(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (pane.isConnected && pane.contains(document.activeElement)) close();
    else if (document.querySelector("#dock .replacing") && document.activeElement.closest("#dock")) cancel();
  });

  // A question put while another is on its way is asked once that is done. A language model that is still writing is
  // stopped for it.
  let waiting = ""; // what a screen reader is told when it is asked; "" while none waits
  const box = () => document.querySelector("#question textarea");
  function put(event) {
    if (insisting || !box().value.trim()) return;
    const turn = document.querySelector("#now .turn:not(.done)");
    if (!turn) return insist(SPARED);
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = "Your question is asked.";
    stop(turn);
  }
  function stop(turn) {
    if (!turn.matches(".wording")) return;
    waiting = "The language model is stopped, and your question is asked.";
    document.getElementById("stop")?.click();
  }
  function resume() {
    say(waiting);
    waiting = "";
    insist();
  }

  // Gradio drops a press without a word while it has not done with the answer before, and when it has lost the service:
  // so Ask is pressed until the question has left, and when that is of no use, that is told.
  const PRESSES = 25; // a fifth of a second apart
  const SPARED = 5; // after a person's own press, which may be on its way: asked twice, a question would be answered twice
  let carried = ""; // what the last request to the service held
  let lost = false; // the last request to the service was not answered
  let insisting = false; // this press of Ask is not a new one
  function insist(spared = 0) {
    const asked = box().value;
    let left = PRESSES;
    carried = "";
    const pressing = setInterval(() => {
      const gone = carried.includes(JSON.stringify(asked)) || box().value !== asked;
      if (gone || lost || !left) clearInterval(pressing);
      if (gone) return;
      if (lost || !left--) trouble(TROUBLES[0]);
      else if (PRESSES - left > spared) push();
    }, 200);
  }
  function push() {
    insisting = true;
    document.getElementById("ask").click();
    insisting = false;
  }
  document.addEventListener("click", (event) => event.target.closest("#ask") && put(event), true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.closest("#question")) put(event);
  }, true);

  BESIDE.addEventListener("change", () => {
    const button = current();
    if (pane.isConnected && button) place(button);
  });

  // A question that does not reach the service is said to, and stays in its box.
  const plain = window.fetch;
  window.fetch = async (asked, ...rest) => {
    const joining = String(asked?.url ?? asked).includes("/queue/join");
    if (joining) carried = String(rest[0]?.body);
    try {
      const response = await plain.call(window, asked, ...rest);
      lost = false;
      if (joining) trouble(response.ok ? "" : TROUBLES[response.status] || (await told(response)));
      return response;
    } catch (error) {
      lost = error.name !== "AbortError"; // Gradio breaks off what it no longer needs
      if (joining) trouble(TROUBLES[0]);
      throw error;
    }
  };
  const STALE = "Who is signed in here has changed, so this page can no longer ask. Copy your question, then load the page again.";
  const TROUBLES = {
    0: "The service did not answer: it may be starting again. Your question is kept in the box; ask again in a moment.",
    401: STALE,
    403: STALE,
    404: STALE,
    503: "So many people are asking just now that yours has to wait. It is kept in the box; ask again in a moment.",
  };
  // The service's own sentence on why it turned a question away.
  async function told(response) {
    try {
      return (await response.clone().json()).error || TROUBLES[0];
    } catch {
      return TROUBLES[0];
    }
  }
  function trouble(words) {
    document.querySelector("#dock .trouble")?.remove();
    if (!words) return;
    const line = made("p", "problem trouble", words);
    line.setAttribute("role", "alert");
    document.getElementById("dock").prepend(line);
  }

  // A drawing takes the place of the one before it: what was open in that is opened again.
  function reopen(turn) {
    const button = opener?.turn === turn.id && document.body.classList.contains("reading") ? current() : null;
    if (!button || button.getAttribute("aria-expanded")) return;
    button.setAttribute("aria-expanded", "true");
    if (pane.isConnected) return;
    place(button);
    if (document.activeElement === document.body) pane.querySelector("h2, .close").focus({ preventScroll: true });
  }

  // One turn is drawn again with every statement: act when it is new, when a language model begins to put it into words
  // (the papers' own words are there by then, and may be read undisturbed), and when it is done.
  const seen = new Map();
  function changed(now) {
    const turn = now.querySelector(".turn");
    if (turn) reopen(turn);
    if (document.body.classList.contains("reading") && !pane.isConnected) document.body.classList.remove("reading");
    if (!turn) return seen.clear();
    const before = seen.get(turn.id);
    const stage = ["done", "wording"].find((each) => turn.classList.contains(each)) || "arriving";
    if (!before) {
      turn.scrollIntoView({ block: "start", behavior: behaviour() });
      if (TOUCH.matches) document.activeElement?.blur();
    }
    document.querySelectorAll("#conversation .turn").forEach(press);
    if (stage === "arriving") {
      dock("");
      sessionStorage.removeItem(TYPED);
    }
    // Only when the answer is there is there page enough to scroll.
    if (stage !== "arriving" && !["wording", "done"].includes(before)) turn.scrollIntoView({ block: "start", behavior: behaviour() });
    if (stage === "wording" && before !== "wording" && waiting) stop(turn);
    if (stage === "done" && waiting) resume();
    else if (stage === "done" && before !== "done") {
      const state = turn.querySelector(".state")?.innerText.trim() || "";
      const notes = turn.querySelectorAll(".notes li").length;
      say(`${state}. ${notes === 1 ? "1 note" : `${notes} notes`}.`);
      if (!document.activeElement?.matches("textarea, input") && !pane.contains(document.activeElement)) {
        turn.tabIndex = -1; // a suggestion that was pressed is gone: the focus goes to what it brought
        turn.focus({ preventScroll: true });
      }
    }
    seen.set(turn.id, stage);
    return undefined;
  }

  // The address names the conversation once it is kept, so that it is still there when the page is loaded again.
  function readdress() {
    const link = document.querySelector("#whole a[href*='conversation/']");
    const id = link && decodeURIComponent(link.pathname.match(/conversation\/([^/.]+)/)[1]);
    const here = new URL(location.href);
    if ((here.searchParams.get("conversation") || "") === (id || "")) return;
    if (!id && !document.querySelector("#now .welcome")) return; // not kept yet, or the page has not opened yet
    here.search = id ? `?conversation=${encodeURIComponent(id)}` : "";
    history.replaceState(null, "", here);
  }

  function watch(id, act) {
    new MutationObserver(act).observe(document.getElementById(id), { childList: true, subtree: true });
  }

  // What stands in the box outlives a page loaded again, as Gradio does when it has lost the service and found it again.
  const TYPED = "plan-assistant.typed";
  const typed = () => sessionStorage.getItem(TYPED) || "";
  document.addEventListener("input", (event) => {
    if (event.target.closest("#question")) sessionStorage.setItem(TYPED, event.target.value);
  });

  function start() {
    const now = document.getElementById("now");
    if (!now || !document.getElementById("beside")) return requestAnimationFrame(start);
    document.body.append(status);
    watch("now", () => changed(now));
    watch("whole", readdress);
    const problem = document.getElementById("problem");
    // What has to be put right is seen, wherever the page has been scrolled to.
    watch("problem", () => problem.querySelector(".problem") && problem.scrollIntoView({ block: "nearest", behavior: behaviour() }));
    const again = setInterval(() => {
      if (now.isConnected) return;
      clearInterval(again);
      seen.clear();
      start();
    }, 1000);
    const kept = typed();
    const restore = setInterval(() => {
      if (!now.textContent.trim()) return; // the page has not opened yet
      clearInterval(restore);
      if (kept && !document.querySelector("#question textarea").value) type("question", kept);
    }, 200);
    return undefined;
  }
  start();
})();
