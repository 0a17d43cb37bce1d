// Walking, deciding, keys. The text can be read without this script; deciding is what it adds.

const walk = { current: null, from: null, rule: null, letters: store.get("relecture-letters") !== "off" };

const takesPart = (entry) => walk.rule === null || entry.findings.some((finding) => finding.rule === walk.rule);
const taking = () => review.listed().filter(takesPart);

// --- Choosing a passage ----------------------------------------------------------------------------------------------

function choose(entry, { focus = true } = {}) {
  note.writing = false;
  if (entry !== walk.current) {
    for (const mark of walk.current ? marksOf(walk.current) : []) mark.removeAttribute("aria-current");
    walk.current = entry;
    for (const mark of entry ? marksOf(entry) : []) mark.setAttribute("aria-current", "true");
  }
  if (entry) walk.from = entry;
  note.draw();
  tell();
  if (!entry) return;
  const mark = anchor(entry);
  stop(mark);
  if (!focus || !mark) return;
  mark.scrollIntoView({ block: "center" });
  if (!note.element.contains(document.activeElement)) mark.focus({ preventScroll: true });
}

/** Goes to the next passage (`by` is 1) or the one before (-1), or only to those that are undecided. */
function step(by, open = false) {
  const entries = taking().filter((entry) => !open || review.state(entry) === "open");
  if (!entries.length) {
    if (open) announce(say("said-none-open"));
    return false;
  }
  const before = walk.from ? walk.from.place : -1;
  const next =
    by > 0
      ? entries.find((entry) => entry.place > before) ?? entries[0]
      : entries.findLast((entry) => entry.place < before) ?? entries.at(-1);
  choose(next);
  return true;
}

// The tab key stops at one mark only, so that a thousand of them do not stand before what follows.
let stopped = null;
function stop(mark) {
  if (stopped) stopped.tabIndex = -1;
  stopped = mark;
  if (mark) mark.tabIndex = 0;
}

/** The figures, kept true. */
function tell() {
  const numbers = taking();
  const at = numbers.indexOf(walk.current);
  byId("place").textContent = `${at < 0 ? "–" : at + 1} / ${numbers.length}`;
  const listed = review.listed();
  let open = 0;
  let mended = 0;
  for (const entry of listed) {
    const state = review.state(entry);
    if (state === "open") open++;
    if (state === "take" || state === "edit") mended++;
  }
  const counted = { left: open, mended };
  for (const [name, count] of Object.entries(counted)) {
    byId(`count-${name}`).textContent = number.format(count);
    byId(`count-${name}-of`).textContent = sayCount(name, count);
  }
  byId("progress").value = listed.length ? 1 - open / listed.length : 1;
  byId("undo").disabled = !review.past.length;
  byId("redo").disabled = !review.future.length;
  return open;
}

// --- Deciding --------------------------------------------------------------------------------------------------------

/** Shows what a decision changed, and says it. */
function settle(changed, ...sentences) {
  if (!changed.length) return;
  const focused = document.activeElement?.closest?.("[data-entry]")?.dataset.entry;
  redraw(changed);
  note.writing = false;
  note.draw();
  const open = tell();
  const said = sentences.length ? sentences : changed.slice(0, 3).map(sentenceOf);
  announce(...said, open ? sayCount("said-left", open) : say("said-done"));
  // A row that was drawn again has new marks.
  if (walk.current) stop(anchor(walk.current));
  if (focused !== undefined && !document.activeElement?.closest?.("[data-entry]")) {
    anchor(review.entries[Number(focused)])?.focus({ preventScroll: true });
  }
  store.later();
}

function sentenceOf(entry) {
  if (entry.byHand && !review.decision(entry)) return say("said-discard");
  const { was, now } = changeOf(entry);
  return say(`said-${review.state(entry)}`, { was: shown(was), text: shown(now) });
}

/** Takes the first suggestion, or leaves the passage as it is, and goes on to the next that is undecided. */
function act(verdict) {
  const entry = walk.current;
  if (!entry) return step(1, true);
  if (verdict === "take" && !entry.options.length) return write();
  const decided = review.decision(entry)?.verdict === "take" && verdict === "take";
  if (!decided) settle(verdict === "take" ? review.take(entry, 0) : review.refuse(entry));
  const said = byId("said").textContent;
  const next = taking().find((other) => other.place > entry.place && (decided || review.state(other) === "open"));
  if (next) choose(next);
  if (!decided) announce(said);
  return true;
}

function option(at) {
  const entry = walk.current;
  if (!entry?.options[at]) return false;
  settle(review.take(entry, at));
  return true;
}

function reopen() {
  const entry = walk.current;
  if (!entry) return false;
  settle(review.reopen(entry));
  if (entry.byHand) choose(null);
  return true;
}

function write() {
  if (!walk.current) return rewriteHere();
  note.writing = true;
  note.draw();
  byId("words").focus();
  byId("words").select();
  return true;
}

function undo(back) {
  const changed = back ? review.undo() : review.redo();
  if (!changed.length) {
    announce(say(back ? "said-no-undo" : "said-no-redo"));
    return;
  }
  const shownNow = changed.find((entry) => review.listed().includes(entry));
  settle(changed);
  const said = byId("said").textContent;
  choose(shownNow ?? null);
  announce(said);
}

// --- Paragraphs ------------------------------------------------------------------------------------------------------

/** The paragraph where the focus is, or that of the chosen passage. */
function here() {
  const [at] = walk.current ? reached(walk.current.document, walk.current) : [];
  return paragraphOf(document.activeElement) ?? (at === undefined ? null : [walk.current.document, at]);
}

function rewriteHere() {
  const place = here();
  if (!place) return false;
  rewrite(...place);
  return true;
}

function stepParagraph(by) {
  const all = rows.flat();
  const place = here();
  const at = place ? all.indexOf(rows[place[0].number][place[1]]) + by : 0;
  const row = all[Math.min(all.length - 1, Math.max(0, at))];
  if (!row) return;
  const cell = row.querySelector(".now");
  cell.tabIndex = -1;
  row.scrollIntoView({ block: "center" });
  cell.focus({ preventScroll: true });
}

// --- Views -----------------------------------------------------------------------------------------------------------

function filter(rule) {
  walk.rule = walk.rule === rule ? null : rule;
  for (const button of document.querySelectorAll("[data-rule]")) {
    button.setAttribute("aria-pressed", String(button.dataset.rule === walk.rule));
  }
  for (const mark of document.querySelectorAll(".row [data-entry]")) {
    mark.classList.toggle("dimmed", !takesPart(review.entries[Number(mark.dataset.entry)]));
  }
  tell();
}

function toggle(id, name, on) {
  document.body.classList.toggle(name, on);
  byId(id).setAttribute("aria-pressed", String(id === "original" ? !on : on));
  if (walk.current) anchor(walk.current)?.scrollIntoView({ block: "center" });
}
const toggleOnly = () => toggle("only", "only", !document.body.classList.contains("only"));
const toggleOriginal = () => toggle("original", "single", !document.body.classList.contains("single"));

const theme = {
  key: "relecture-theme",
  restore() {
    const kept = store.get(this.key);
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  },
  toggle() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    store.set(this.key, root.dataset.theme);
  },
};

// --- Dialogs ---------------------------------------------------------------------------------------------------------

/** Opens a dialog with a title; it goes when it is closed. Returns its last line, with the button that closes it. */
function dialog(title, ...children) {
  const close = buttonOf(say("close"), () => element.close());
  const element = make("dialog", { "aria-labelledby": "dialog-title" }, make("h2", { id: "dialog-title" }, title), ...children);
  const actions = make("div", { className: "actions" }, close);
  element.append(actions);
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  return actions;
}

function finish() {
  const open = review.open();
  const several = review.documents.length > 1;
  const texts = review.documents
    .filter((one) => one.encoding)
    .map((one) =>
      make("li", {}, buttonOf(`${say("finish-text")} ↓`, () => downloadText(one), { className: "primary", "aria-label": `${say("finish-text")} ${visible(nameOf(one.path))}` }), several && ` ${visible(one.path)}`),
    );
  dialog(
    say("finish-title"),
    make("p", {}, open ? sayCount("finish-open", open) : say("said-done")),
    make("ul", { className: "downloads" }, ...texts, make("li", {}, buttonOf(`${say("finish-decisions")} ↓`, downloadDecisions))),
    make("p", {}, say("finish-apply")),
    make("pre", { tabIndex: 0 }, command()),
  ).append(buttonOf(say("finish-restart"), restart, { className: "quiet" }));
}

function restart() {
  const changed = review.restart();
  document.querySelector("dialog[open]")?.close();
  if (!changed.length) return;
  choose(null);
  settle(changed, say("said-restarted"));
}

const HELP = [
  [["j", "k"], "key-walk"],
  [["n", "p"], "key-open"],
  [["a"], "key-take"],
  [["1", "…", "9"], "key-option"],
  [["x"], "key-refuse"],
  [["e"], "key-write"],
  [["r"], "key-reopen"],
  [["z", "y"], "key-undo"],
  [["J", "K"], "key-paragraphs"],
  [["E"], "key-paragraph"],
  [["↵"], "key-enter"],
  [["Esc"], "key-escape"],
  [["u"], "key-only"],
  [["o"], "key-original"],
  [["t"], "key-theme"],
  [["s"], "key-finish"],
  [["?"], "key-help"],
];

function help() {
  const list = make("dl", { className: "keys" });
  for (const [names, meaning] of HELP) {
    list.append(make("dt", {}, ...names.flatMap((name) => (name === "…" ? "… " : [make("kbd", {}, name), " "]))), make("dd", {}, say(meaning)));
  }
  const letters = make("input", { type: "checkbox", checked: walk.letters });
  letters.addEventListener("change", () => {
    walk.letters = letters.checked;
    store.set("relecture-letters", letters.checked ? null : "off");
  });
  dialog(say("keys"), list, make("p", {}, make("label", {}, letters, " ", say("letters"))));
}

// --- Keyboard --------------------------------------------------------------------------------------------------------

/** From the note back to the text; from the text back to plain scrolling. */
function leave() {
  const entry = walk.current;
  if (entry && note.element.contains(document.activeElement) && matchMedia("(min-width: 68rem)").matches) {
    anchor(entry)?.focus({ preventScroll: true });
    return;
  }
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  choose(null);
}

/** From a mark to its note. */
function enter(event) {
  const mark = event.target.closest("[data-entry]");
  if (!mark) return false;
  choose(review.entries[Number(mark.dataset.entry)], { focus: false });
  note.key("title").focus();
  return true;
}

const inText = () => walk.current !== null && !note.element.contains(document.activeElement);
const LETTERS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, true),
  p: () => step(-1, true),
  a: () => act("take"),
  x: () => act("refuse"),
  e: write,
  E: rewriteHere,
  J: () => stepParagraph(1),
  K: () => stepParagraph(-1),
  r: reopen,
  z: () => undo(true),
  y: () => undo(false),
  Z: () => undo(false),
  u: toggleOnly,
  o: toggleOriginal,
  t: () => theme.toggle(),
  s: finish,
  "?": help,
};
const KEYS = {
  // Before a passage is chosen, and inside the note, these scroll as everywhere.
  ArrowRight: () => inText() && step(1),
  ArrowLeft: () => inText() && step(-1),
  ArrowDown: () => inText() && step(1),
  ArrowUp: () => inText() && step(-1),
  Enter: enter,
  " ": enter,
  Escape: leave,
};

document.addEventListener("keydown", (event) => {
  if (event.target.matches("textarea, input") || document.querySelector("dialog[open]") || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    undo(key === "z" && !event.shiftKey);
    return;
  }
  let action = KEYS[event.key];
  if (walk.letters) {
    action ??= LETTERS[event.key];
    if (/^[1-9]$/.test(event.key)) action = () => option(Number(event.key) - 1);
  }
  if (action && action(event) !== false) event.preventDefault();
});

// --- Mouse -----------------------------------------------------------------------------------------------------------

for (const type of ["click", "focusin"]) {
  byId("text").addEventListener(type, (event) => {
    const mark = event.target.closest("[data-entry]");
    const entry = mark && review.entries[Number(mark.dataset.entry)];
    if (entry && (type === "click" || entry !== walk.current)) choose(entry, { focus: false });
  });
}
byId("text").addEventListener("dblclick", (event) => {
  const cell = event.target.closest(".now");
  const place = cell && paragraphOf(cell);
  if (place && !event.target.closest("textarea")) rewrite(...place);
});
for (const button of document.querySelectorAll("[data-rule]")) {
  button.addEventListener("click", () => filter(button.dataset.rule));
}
for (const [id, action] of Object.entries({
  previous: () => step(-1),
  next: () => step(1),
  undo: () => undo(true),
  redo: () => undo(false),
  only: toggleOnly,
  original: toggleOriginal,
  theme: () => theme.toggle(),
  help,
  finish,
})) {
  byId(id).addEventListener("click", action);
}
addEventListener("pagehide", () => store.waiting !== null && store.now());

// --- Paper -----------------------------------------------------------------------------------------------------------

addEventListener("beforeprint", () => {
  const items = review.listed().map((entry) =>
    make("li", {}, ...note.heading(entry), ` – ${entry.findings.map((finding) => visible(finding.message)).join(" ")}`),
  );
  byId("text").append(make("section", { id: "list" }, make("h2", {}, say("list")), make("ol", {}, ...items)));
});
addEventListener("afterprint", () => byId("list")?.remove());

// --- Beginning -------------------------------------------------------------------------------------------------------

theme.restore();
byId("tools").hidden = false;
byId("progress").hidden = false;
byId("progress").setAttribute("aria-label", say("left-many"));
byId("original").setAttribute("aria-pressed", String(!document.body.classList.contains("single")));
note.element.hidden = false;
note.draw();
tell();
const [first] = taking();
if (first) stop(anchor(first));
// What marks are called is of use to those who listen; the first picture need not wait for it.
requestAnimationFrame(() =>
  setTimeout(() => {
    for (const mark of document.querySelectorAll(".now [data-entry]")) {
      dress(mark, review.entries[Number(mark.dataset.entry)], "now");
    }
    const resumed = store.resume();
    if (resumed.length) settle(resumed, say("said-resumed"));
    document.documentElement.dataset.ready = "true";
  }),
);
