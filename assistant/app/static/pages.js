/* Tables change while words are typed. The server finds the rows and puts them in order, with this and without it: this
   asks for the same page again and puts the new table in the old one's place, so that where one is on the page, and
   what has the focus, stay. The address follows, so that it can be linked to. */
"use strict";

const narrow = document.querySelector("#narrow");
const counted = document.querySelector("#counted");
let latest = 0;
let typed = 0;

function asked(order) {
  const form = new FormData(narrow);
  if (order !== undefined) form.set("sort", order);
  const said = [...form].filter(([, value]) => String(value).trim());
  const query = new URLSearchParams(said).toString();
  return location.pathname + (query ? "?" + query : "");
}

function place(page, address) {
  const found = document.querySelector("#found");
  const sorters = () => [...document.querySelectorAll("#found .sorter")];
  const pressed = sorters().indexOf(document.activeElement);
  found.replaceWith(document.adoptNode(page.querySelector("#found")));
  const sort = document.querySelector("#sort");
  const order = page.querySelector("#sort").value;
  sort.replaceChildren(...page.querySelectorAll("#sort option"));
  sort.value = order;
  const says = page.querySelector("#counted").textContent;
  if (counted.textContent !== says) counted.textContent = says;
  history.replaceState(null, "", address);
  if (pressed >= 0) sorters()[pressed]?.focus();
}

async function show(address) {
  const own = ++latest;
  const waiting = setTimeout(() => { counted.textContent = "Looking through the rows…"; }, 300);
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (own === latest) place(page, address);
  } catch {
    if (own === latest) location.assign(address); // the page itself says what is wrong
  } finally {
    clearTimeout(waiting);
  }
}

if (narrow) {
  narrow.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(asked());
  });
}

if (narrow && counted) {
  narrow.addEventListener("input", (event) => {
    if (event.target.id !== "find") return;
    clearTimeout(typed);
    typed = setTimeout(() => show(asked()), 200);
  });
  narrow.addEventListener("change", (event) => {
    if (event.target.closest(".more")) show(asked());
  });
  document.addEventListener("click", (event) => {
    const sorter = event.target.closest("#found .sorter");
    if (!sorter || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sorter.focus();
    clearTimeout(typed); // the words stand in the form and go along
    show(asked(new URL(sorter.href).searchParams.get("sort") ?? ""));
  });
}
