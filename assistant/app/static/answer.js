// Copies the address of an answer. Without script there is no button: the browser shows the address.
"use strict";
const button = document.getElementById("copy-link");
const copied = document.getElementById("copied");

async function copy() {
  const address = location.origin + location.pathname;
  try {
    await navigator.clipboard.writeText(address);
    copied.textContent = "Copied.";
  } catch {
    copied.textContent = `Copy it from here: ${address}`; // a browser allows copying on a secure address only
  }
}

button.hidden = false;
button.addEventListener("click", copy);
