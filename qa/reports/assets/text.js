// The text in two columns: rows are paragraphs, and a row is drawn again when a decision in it changes.

const review = new Review(data.documents);
const rows = review.documents.map((one) => [...document.querySelectorAll(`#d${one.number + 1} > .row`)]);

/** The numbers of the paragraphs of a document that a stretch lies in, or the nearest above it. */
function reached({ paragraphs }, { start, end }) {
  let [low, high] = [0, paragraphs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = Math.min(low, paragraphs.length - 1); at >= 0 && at < paragraphs.length; at++) {
    if (found.length && paragraphs[at].start >= end) break;
    found.push(at);
  }
  return found;
}

/** Draws the rows again that the entries reach into. */
function redraw(entries) {
  const wanted = new Map();
  for (const entry of entries) {
    for (const at of reached(entry.document, entry.reach)) wanted.set(rows[entry.document.number][at], [entry.document, at]);
  }
  for (const [row, [one, at]] of wanted) drawRow(row, one, at);
}

function drawRow(row, one, at) {
  const { was, now } = review.pieces(one, one.paragraphs[at]);
  row.querySelector(".was").replaceChildren(...drawn(was, "was"));
  row.querySelector(".now").replaceChildren(...drawn(now, "now"));
  row.classList.toggle("marked", now.some((piece) => piece.entry));
}

/** Pieces as nodes, without the line breaks around a paragraph, which its own box makes already. */
function drawn(pieces, side) {
  return pieces.map((piece, at) => {
    let { text } = piece;
    if (!piece.entry) {
      if (at === pieces.length - 1) text = text.trimEnd();
      if (at === 0) text = text.replace(/^[\r\n]+/, "");
      return document.createTextNode(visible(text));
    }
    // Line breaks that come or go are told by a sign: as such they would open gaps in the row.
    if (!text.trim() && /[\r\n]/.test(text)) text = "\n";
    else if (at === pieces.length - 1) text = text.replace(/[\r\n]+$/, "");
    const tag = !piece.changed ? "mark" : side === "was" ? "del" : "ins";
    const mark = make(tag, { "data-entry": piece.entry.id }, text === "\n" ? "" : visible(text));
    if (!text.trim()) mark.dataset.sign = !text ? "‸" : text === "\n" ? "¶" : "␣";
    if (side === "now") {
      mark.setAttribute("role", "button");
      mark.tabIndex = -1;
    }
    dress(mark, piece.entry, side);
    return mark;
  });
}

/** The looks of a mark, and what it is called. */
function dress(mark, entry, side) {
  const state = review.state(entry);
  const text = mark.textContent;
  mark.className = `entry ${state}`;
  if (!takesPart(entry)) mark.classList.add("dimmed");
  if (entry === walk.current) mark.setAttribute("aria-current", "true");
  if (side !== "now") return;
  const was = entry.document.source.slice(entry.start, entry.end);
  const values = { text: shown(text), was: shown(was) };
  if (state !== "covered") mark.setAttribute("aria-label", say(`mark-${state}`, values));
}

const marksOf = (entry) =>
  reached(entry.document, entry.reach).flatMap((at) => [
    ...rows[entry.document.number][at].querySelectorAll(`[data-entry="${entry.id}"]`),
  ]);

/** Where a passage is read: its own mark in the cleaned text, or what covers it there, or its paragraph. */
function anchor(entry) {
  const own = marksOf(entry).find((mark) => mark.closest(".now"));
  if (own) return own;
  const [at] = reached(entry.document, entry);
  const row = rows[entry.document.number][at];
  const over = within(entry.document.edits, entry.start, entry.end)[0]?.entry;
  return row?.querySelector(over ? `.now [data-entry="${over.id}"]` : ".now") ?? row?.querySelector(".now");
}

/** What stands now in place of a passage, and what stood there, with all that its decision changes. */
function changeOf(entry) {
  const edits = review.decision(entry)?.edits ?? [];
  let { start, end } = entry;
  for (const edit of edits) [start, end] = [Math.min(start, edit.start), Math.max(end, edit.end)];
  return { was: entry.document.source.slice(start, end), now: laid(entry.document.source, start, end, edits) };
}

/** A stretch of the source with some edits laid on it. */
function laid(source, start, end, edits) {
  let text = "";
  let at = start;
  for (const edit of edits) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at, end);
}

// --- A paragraph rewritten by hand ---------------------------------------------------------------------------------

/** Opens a field in place of a paragraph of the cleaned text. */
function rewrite(one, at) {
  const row = rows[one.number][at];
  const cell = row.querySelector(".now");
  if (cell.querySelector("textarea")) return;
  const paragraph = one.paragraphs[at];
  const whole = flattened(review.runs(one, paragraph.start, paragraph.end).map((run) => run.text).join("")).plain;
  const body = whole.trimEnd();
  const field = make("textarea", { lang: "fr", spellcheck: true, "aria-label": say("paragraph-label"), value: body });
  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  };
  const close = (keep) => {
    const changed = keep && field.value !== body ? review.rewrite(one, paragraph, field.value + whole.slice(body.length)) : [];
    drawRow(row, one, at);
    row.classList.remove("writing");
    if (changed.length) settle(changed);
    row.querySelector(".now").tabIndex = -1;
    row.querySelector(".now").focus({ preventScroll: true });
  };
  field.addEventListener("input", fit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      event.stopPropagation();
      close(event.key === "Enter");
    }
  });
  row.classList.add("writing");
  cell.replaceChildren(
    field,
    make(
      "div",
      { className: "actions" },
      buttonOf(say("save"), () => close(true), { className: "primary", title: "Ctrl + ↵" }),
      buttonOf(say("cancel"), () => close(false), { title: "Esc" }),
    ),
  );
  fit();
  field.focus();
}

/** The document and number of the paragraph that an element lies in. */
function paragraphOf(element) {
  const row = element?.closest(".row");
  if (!row) return null;
  const one = review.documents.find((document) => rows[document.number].includes(row));
  return one ? [one, rows[one.number].indexOf(row)] : null;
}
