/* Papers being added: the files are sent with a bar, in requests no longer than the server takes, and the page of their
   reading keeps itself up to date. Without script the form sends them all at once, and a link looks again. */
"use strict";

const job = document.querySelector("#job");
const add = document.querySelector("#add");
const POLL = 700; // milliseconds

function line(told) {
  const item = document.createElement("li");
  const name = document.createElement("strong");
  if (told.report) {
    const link = document.createElement("a");
    link.href = "/paper?" + new URLSearchParams({ report: told.report });
    link.textContent = told.name;
    name.append(link);
  } else {
    name.textContent = told.name;
  }
  item.append(name, " " + told.words);
  return item;
}

function show(state) {
  const lines = document.querySelector("#lines");
  const bar = document.querySelector("#bar");
  if (bar) bar.value = state.done;
  document.querySelector("#said").textContent = state.said;
  if (state.now) document.querySelector("#now").textContent = `Reading ${state.now}`;
  for (const told of state.lines.slice(lines.children.length)) lines.append(line(told));
}

async function look() {
  let state;
  try {
    const answer = await fetch(job.dataset.state);
    if (!answer.ok) throw new Error(String(answer.status));
    state = await answer.json();
  } catch {
    document.querySelector("#now").textContent = "The server does not answer just now. Trying again.";
    setTimeout(look, 5 * POLL);
    return;
  }
  show(state);
  if (state.state === "stopped") {
    location.reload(); // says why, and has the button to try again
  } else if (state.state === "finished") {
    document.querySelector("#now").textContent = "";
    document.querySelector("#heard").textContent = state.said; // heard once, at the end
  } else {
    setTimeout(look, POLL);
  }
}

if (job?.dataset.state) setTimeout(look, POLL);

/** The files in lots, each short enough for one request; a file that alone is too long is sent for its refusal. */
function lots(files, most) {
  const made = [[]];
  let size = 0;
  for (const file of files) {
    if (made.at(-1).length && (size + file.size > most || made.at(-1).length >= 100)) {
      made.push([]);
      size = 0;
    }
    made.at(-1).push(file);
    size += file.size;
  }
  return made;
}

function send(address, files, progress) {
  const form = new FormData();
  for (const file of files) form.append("files", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Error("broken off"));
    request.send(form);
  });
}

async function sendAll(files) {
  const bar = document.querySelector("#sending");
  const sent = document.querySelector("#sent");
  const most = Number(add.dataset.most);
  const large = files.filter((file) => file.size > most).map((file) => file.name);
  if (large.length) {
    sent.textContent = `Nothing was sent. Too large: ${large.join(", ")}. Leave out what is larger than the page says.`;
    return;
  }
  const parts = lots(files, most);
  const whole = files.reduce((sum, file) => sum + file.size, 0) || 1;
  let before = 0;
  let upload = "";
  bar.hidden = false;
  sent.textContent = "Sending the files.";
  for (const [at, part] of parts.entries()) {
    const query = new URLSearchParams();
    if (upload) query.set("upload", upload);
    if (at + 1 < parts.length) query.set("more", "true");
    const answer = await send(`/papers/add?${query}`, part, (loaded) => {
      bar.value = Math.min(1, (before + loaded) / whole);
    });
    before += part.reduce((sum, file) => sum + file.size, 0);
    if (answer.status >= 400) throw new Error(JSON.parse(answer.responseText).error);
    if (at + 1 === parts.length) location.assign(answer.responseURL);
    else upload = JSON.parse(answer.responseText).upload;
  }
}

if (add) {
  add.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = add.querySelector("button");
    button.disabled = true;
    sendAll([...add.querySelector("#files").files])
      .catch((error) => {
        document.querySelector("#sending").hidden = true;
        document.querySelector("#sent").textContent =
          error.message === "broken off" ? "The files could not be sent: the connection broke off. Try again." : error.message;
      })
      .finally(() => { button.disabled = false; });
  });
}

if (location.hash === "#removed") document.querySelector("#removed")?.focus();
