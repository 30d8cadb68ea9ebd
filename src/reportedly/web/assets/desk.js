// What a browser adds to pages that work without it: times in the reader's zone, keys, progress.
"use strict";

const named = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const time of document.querySelectorAll("time[datetime*='T']")) {
  const moment = new Date(time.dateTime);
  // A moment at midnight UTC is a day of which no hour is known.
  if (Number.isNaN(moment.valueOf()) || !/\d\d:\d\d/.test(time.textContent)) continue;
  time.title = `${time.textContent} (as published)`;
  time.textContent = `${named.format(moment)} (${zone.replace("_", " ")})`;
}

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const items = () => [...document.querySelectorAll(".change, .item, .statements-list > li, .question, .dispute, .cards tbody tr")];
let going = false;
let at = -1;

function move(step) {
  const all = items();
  if (!all.length) return;
  at = Math.min(Math.max(at + step, 0), all.length - 1);
  const link = all[at].querySelector("a[href], button");
  (link || all[at]).focus();
  all[at].scrollIntoView({ block: "nearest" });
}

// Whoever speaks to the browser, or hits keys unawares, can do without: kept in this browser.
let off = false;
try { off = localStorage.getItem("keys") === "off"; } catch { /* a browser that keeps nothing */ }
const keys = document.querySelector("[data-keys]");
const turn = keys.querySelector("button");
const label = () => { turn.textContent = off ? "Turn the keys on" : "Turn the keys off"; };
turn.addEventListener("click", () => {
  off = !off;
  try { localStorage.setItem("keys", off ? "off" : "on"); } catch { /* for this page, then */ }
  label();
});
label();
keys.hidden = false;

document.addEventListener("keydown", (event) => {
  if (off || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (going) {
    going = false;
    const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  if (event.key === "g") going = true;
  else if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); }
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (!event.repeat) {
    // In the queue a key answers the question that is in focus, else the first one; u takes back what was just judged.
    const key = `button[data-key="${CSS.escape(event.key)}"]`;
    const question = event.target.closest(".question") || document.querySelector(".question");
    const button = (question && question.querySelector(key)) || document.querySelector(`.done ${key}`);
    if (button) { event.preventDefault(); button.click(); }
  }
});

async function follow(box) {
  const answer = await fetch(box.dataset.progress, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const job = await answer.json();
  box.querySelector("progress").value = job.done;
  box.querySelector("progress").max = job.of || 1;
  box.querySelector("[data-message]").textContent = job.told;
  if (job.ended) window.location.reload();
  else setTimeout(() => follow(box), 700);
}

const box = document.querySelector("[data-progress]");
if (box) follow(box);
