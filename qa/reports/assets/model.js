// What is decided: decisions → edits → cleaned text. Knows nothing of the page.
//
// Offsets in the page's data and in a decisions file are code points; here they are the UTF-16 units of strings.

/** Turns offsets of a text from code points to UTF-16 units and back. */
function offsets(text) {
  const pairs = []; // in units, where characters of two units begin
  for (const match of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) pairs.push(match.index);
  if (!pairs.length) return { units: (at) => at, points: (at) => at };
  /** How many of the sorted `values` lie below. */
  const below = (limit, value) => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value(middle) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    units: (at) => at + below(at, (number) => pairs[number] - number),
    points: (at) => at - below(at, (number) => pairs[number]),
  };
}

/** Whether two edits cannot both be made. The same edit asked for twice is one edit. */
function clash(one, other) {
  if (one.start === other.start && one.end === other.end && one.text === other.text) return false;
  if (one.start < other.end && other.start < one.end) return true;
  if (one.start === other.start) return true;
  const bare = one.start === one.end || other.start === other.end;
  return bare && one.start <= other.end && other.start <= one.end;
}

const inOrder = (one, other) => one.start - other.start || one.end - other.end;

/** A document with its passages ("entries"), told in UTF-16 units. */
function makeDocument(data, number) {
  const at = offsets(data.source);
  const edit = ([start, end, text]) => ({ start: at.units(start), end: at.units(end), text });
  const document = { ...data, number, at, edits: [] };
  document.paragraphs = data.paragraphs.map(([start, end]) => ({ start: at.units(start), end: at.units(end) }));
  document.entries = data.entries.map((entry) => ({
    ...entry,
    document,
    byHand: false,
    start: at.units(entry.start),
    end: at.units(entry.end),
    options: entry.options.map((option) => ({ ...option, edits: option.edits.map(edit) })),
  }));
  return document;
}

/** All that is decided, with its history. A decision is null, or has a verdict: take (an option), edit or refuse. */
class Review {
  constructor(documents) {
    this.documents = documents.map(makeDocument);
    this.entries = this.documents.flatMap((document) => document.entries);
    this.entries.forEach((entry, id) => (entry.id = id));
    this.decisions = new Map();
    this.past = [];
    this.future = [];
    for (const entry of this.entries) {
      entry.reach = reachOf(entry);
      const first = Review.first(entry);
      if (first) this.#set(entry, first);
    }
    this.#order();
  }

  /** What is decided of a passage before anybody has. */
  static first(entry) {
    return entry.taken >= 0 ? { verdict: "take", option: entry.taken, edits: entry.options[entry.taken].edits } : null;
  }

  decision(entry) {
    return this.decisions.get(entry) ?? null;
  }

  /** "take", "edit", "refuse", "open", or "covered": another decision replaces all of the passage. */
  state(entry) {
    const decision = this.decision(entry);
    if (decision) return decision.verdict;
    const over = (edit) => edit.start <= entry.start && entry.end <= edit.end && edit.start < edit.end;
    return this.#near(entry.document, entry).some(over) ? "covered" : "open";
  }

  /** The passages in reading order, without those made by hand and taken back again. */
  listed() {
    return this.ordered.filter((entry) => !entry.byHand || this.decision(entry));
  }

  open() {
    return this.listed().filter((entry) => this.state(entry) === "open").length;
  }

  take(entry, option) {
    return this.decide([[entry, { verdict: "take", option, edits: entry.options[option].edits }]]);
  }

  refuse(entry) {
    return this.decide([[entry, entry.byHand ? null : { verdict: "refuse", edits: [] }]]);
  }

  /** Back to undecided. */
  reopen(entry) {
    return this.decide([[entry, null]]);
  }

  /** Takes decisions, [entry, decision] each, in one step. What cannot stand beside them is open again.
   *
   * Returns the entries that changed.
   */
  decide(wanted) {
    const step = [];
    for (const [entry, decision] of wanted) {
      for (const edit of decision?.edits ?? []) {
        for (const other of this.#near(entry.document, edit)) {
          if (other.entry !== entry && clash(edit, other)) this.#change(step, other.entry, null);
        }
      }
      this.#change(step, entry, decision);
    }
    if (!step.length) return [];
    this.past.push(step);
    this.future = [];
    return step.map(({ entry }) => entry);
  }

  undo() {
    return this.#replay(this.past, this.future, "before");
  }

  redo() {
    return this.#replay(this.future, this.past, "after");
  }

  #replay(from, to, side) {
    const step = from.pop();
    if (!step) return [];
    to.push(step);
    // First all that goes, then all that comes, so that nothing is in the way.
    for (const { entry } of step) this.#set(entry, null);
    for (const { entry, [side]: decision } of step) this.#set(entry, decision);
    return step.map(({ entry }) => entry);
  }

  /** What every passage was before anybody decided, as one step that can be undone. */
  restart() {
    const wanted = this.entries.map((entry) => [entry, entry.byHand ? null : Review.first(entry)]);
    wanted.sort(([, one], [, other]) => Number(one !== null) - Number(other !== null));
    return this.decide(wanted);
  }

  #change(step, entry, decision) {
    const before = this.decision(entry);
    if (JSON.stringify(before) === JSON.stringify(decision)) return;
    const known = step.find((change) => change.entry === entry);
    if (known) known.after = decision;
    else step.push({ entry, before, after: decision });
    this.#set(entry, decision);
  }

  #set(entry, decision) {
    const { edits } = entry.document;
    if (this.decisions.get(entry)?.edits.length) {
      entry.document.edits = edits.filter((edit) => edit.entry !== entry);
    }
    if (!decision) {
      this.decisions.delete(entry);
      return;
    }
    this.decisions.set(entry, decision);
    for (const edit of decision.edits) {
      entry.reach = { start: Math.min(entry.reach.start, edit.start), end: Math.max(entry.reach.end, edit.end) };
      const list = entry.document.edits;
      let at = list.length;
      while (at > 0 && (list[at - 1].start > edit.start || (list[at - 1].start === edit.start && list[at - 1].end > edit.end))) at--;
      list.splice(at, 0, { ...edit, entry });
    }
  }

  #order() {
    this.ordered = [...this.entries].sort(
      (one, other) => one.document.number - other.document.number || one.start - other.start || one.end - other.end || one.id - other.id,
    );
    this.ordered.forEach((entry, place) => (entry.place = place));
  }

  /** The edits that meet a stretch, or touch it. */
  #near(document, { start, end }) {
    return within(document.edits, start, end);
  }

  /** The cleaned text of a document, or of a stretch of it whose bounds lie in no edit. */
  cleaned(document, start = 0, end = document.source.length) {
    return this.runs(document, start, end, true)
      .map((run) => run.text)
      .join("");
  }

  /** A stretch of the source as it reads now: pieces with their source and, where it was changed, the edit.
   *
   * What is put in at its very end belongs to it if it is `closed`, and otherwise to the next.
   */
  runs(document, start, end, closed = end === document.source.length) {
    const runs = [];
    let at = start;
    let last = null;
    const same = (to) => {
      if (at < to) runs.push({ start: at, end: to, text: document.source.slice(at, to), edit: null });
    };
    for (const edit of within(document.edits, start, end)) {
      if (last && last.start === edit.start && last.end === edit.end) continue; // asked for twice
      const inside = edit.start < end || (edit.start === end && closed);
      const reaches = edit.end > start || edit.start >= start;
      if (!inside || !reaches) continue;
      const [low, high] = [Math.max(edit.start, start), Math.min(edit.end, end)];
      same(low);
      runs.push({ start: low, end: high, text: edit.start >= start ? edit.text : "", edit });
      at = high;
      last = edit;
    }
    same(end);
    return runs;
  }

  /** The stretch that is edited by hand for a passage, with all that its present correction changes around it. */
  stretch(entry) {
    const edits = this.decision(entry)?.edits ?? [];
    let [start, end] = [entry.start, entry.end];
    for (const edit of edits) [start, end] = [Math.min(start, edit.start), Math.max(end, edit.end)];
    for (const edit of within(entry.document.edits, start, end)) {
      if (edit.start < end && start < edit.end) [start, end] = [Math.min(start, edit.start), Math.max(end, edit.end)];
    }
    return { start, end, text: this.cleaned(entry.document, start, end) };
  }

  /** The decision that puts `text` in place of a stretch. What was there before is no edit but a refusal. */
  written(document, { start, end }, text) {
    const source = document.source.slice(start, end);
    const sound = lines(text, document.source).replace(/\p{Surrogate}/gu, "\ufffd");
    return sound === source ? { verdict: "refuse", edits: [] } : { verdict: "edit", edits: [{ start, end, text: sound }] };
  }

  /** The editor's own words for a passage. */
  write(entry, text) {
    const decision = this.written(entry.document, this.stretch(entry), text);
    return this.decide([[entry, entry.byHand && decision.verdict === "refuse" ? null : decision]]);
  }

  /** A paragraph rewritten by hand: each word that differs is a decision, on the passage that it lies in if there is one. */
  rewrite(document, { start, end }, text) {
    const runs = this.runs(document, start, end);
    const { plain, raw } = flattened(runs.map((run) => run.text).join(""));
    const placed = ([from, to, put]) => ({ from, to, put, place: this.#placed(document, runs, raw[from], raw[to], put) });
    // Two differences in one replacement are one.
    const found = [];
    for (const difference of differences(plain, text)) {
      let next = placed(difference);
      while (found.length && found.at(-1).place.edits.some((edit) => next.place.edits.includes(edit))) {
        const { from, to, put } = found.pop();
        next = placed([from, next.to, put + plain.slice(to, next.from) + next.put]);
      }
      found.push(next);
    }
    const met = (edit) => found.some(({ place }) => clash(edit, { ...place, text: null }));
    const wanted = new Map();
    for (const { place } of found) {
      const touched = within(document.edits, place.start, place.end).filter((edit) => clash(edit, { ...place, text: null }));
      const owners = new Set(touched.map((edit) => edit.entry));
      // What their corrections change elsewhere, an article for instance, stays.
      const rest = (entry) => this.decision(entry).edits.filter((edit) => !met(edit));
      const { verdict, edits } = this.written(document, place, place.text);
      if (verdict === "refuse") {
        for (const owner of owners) wanted.set(owner, wanted.get(owner) ?? rest(owner));
        continue;
      }
      const inside = document.entries.filter((entry) => !entry.byHand && entry.start < place.end && place.start < entry.end);
      const around = new Set([...owners, ...inside]);
      if (around.size === 1) {
        const [entry] = around;
        wanted.set(entry, [...(wanted.get(entry) ?? (this.decision(entry) ? rest(entry) : [])), ...edits]);
      } else {
        wanted.set(this.#byHand(document, place), [...edits, ...[...owners].flatMap(rest)]);
      }
    }
    const decision = (entry, edits) => {
      if (!edits.length) return entry.byHand ? null : { verdict: "refuse", edits };
      return { verdict: "edit", edits: edits.map(({ start, end, text: put }) => ({ start, end, text: put })).sort(inOrder) };
    };
    return this.decide([...wanted].map(([entry, edits]) => [entry, decision(entry, edits)]));
  }

  /** Where in the source a stretch of the runs comes from, what stands there once `put` replaces it, and the edits in it. */
  #placed(document, runs, from, to, put) {
    const edits = [];
    let [before, after] = ["", ""];
    let start = null;
    let end = null;
    let at = 0;
    for (const run of runs) {
      const [low, high] = [at, at + run.text.length];
      at = high;
      const meets = from < high && low < to;
      const touches = from <= high && low <= to;
      const bare = from === to || low === high || run.start === run.end;
      if (run.edit ? !(meets || (bare && touches)) : !touches) continue;
      if (run.edit) {
        edits.push(run.edit);
        if (start === null || run.edit.start < start) start = run.edit.start;
        if (low < from) before = run.text.slice(0, from - low);
        if (run.edit.start < run.start && run.text === "") before = run.edit.text + before;
        if (high > to) after = run.text.slice(to - low);
        if (end === null || run.edit.end > end) end = run.edit.end;
      } else {
        const [first, last] = [run.start + Math.max(0, from - low), run.start + Math.min(run.text.length, to - low)];
        if (start === null || first < start) start = first;
        if (end === null || last > end) end = last;
      }
    }
    if (start === null) start = end = runs.at(-1)?.end ?? 0;
    return { start, end, text: before + put + after, edits };
  }

  #byHand(document, { start, end }) {
    const known = document.entries.find((entry) => entry.byHand && entry.start === start && entry.end === end);
    if (known) return known;
    const entry = { id: this.entries.length, document, byHand: true, start, end, findings: [], options: [], taken: -1 };
    entry.reach = reachOf(entry);
    document.entries.push(entry);
    this.entries.push(entry);
    this.#order();
    return entry;
  }

  /** What a paragraph shows: pieces of the original and of the cleaned text, as `alignment.py` first made them. */
  pieces(document, { start, end }) {
    const shown = document.entries.filter((entry) => {
      const [low, high] = extent(entry, document.source.length);
      return low < end && start < high && ["open", "refuse"].includes(this.state(entry)) && !entry.byHand;
    });
    const was = [];
    const now = [];
    for (const run of this.runs(document, start, end)) {
      const source = document.source.slice(run.start, run.end);
      if (run.edit) {
        was.push({ text: source, entry: run.edit.entry, changed: true });
        now.push({ text: run.text, entry: run.edit.entry, changed: true });
        continue;
      }
      const extents = shown.map((entry) => extent(entry, document.source.length));
      const inside = (bound) => run.start < bound && bound < run.end;
      const bounds = [...new Set([run.start, run.end, ...extents.flat().filter(inside)])].sort((a, b) => a - b);
      for (let at = 1; at < bounds.length; at++) {
        const [low, high] = [bounds[at - 1], bounds[at]];
        let shortest = null;
        shown.forEach((entry, number) => {
          const [first, last] = extents[number];
          if (first > low || high > last) return;
          if (shortest === null || last - first < extents[shortest][1] - extents[shortest][0]) shortest = number;
        });
        const piece = { text: document.source.slice(low, high), entry: shortest === null ? null : shown[shortest], changed: false };
        was.push(piece);
        now.push(piece);
      }
    }
    return { was, now };
  }

  /** The decisions as the file that `relecture apply` takes. */
  file() {
    return {
      version: 1,
      documents: this.documents.map((document) => ({
        path: document.path,
        sha256: document.sha256,
        ...(document.fixed ? { fixed: document.fixed } : {}),
        decisions: this.listed()
          .filter((entry) => entry.document === document && this.decision(entry))
          .map((entry) => {
            const { verdict, edits } = this.decision(entry);
            const start = edits.length ? Math.min(...edits.map((edit) => edit.start)) : entry.start;
            const end = edits.length ? Math.max(...edits.map((edit) => edit.end)) : entry.end;
            return {
              verdict,
              rule: entry.findings[0]?.rule ?? null,
              start: document.at.points(start),
              end: document.at.points(end),
              text: document.source.slice(start, end),
              edits: edits.map((edit) => ({
                start: document.at.points(edit.start),
                end: document.at.points(edit.end),
                text: edit.text,
              })),
            };
          }),
      })),
    };
  }

  /** What differs from the beginning, to be kept by the browser between two visits. */
  kept(document) {
    const passages = [...keyed(document)]
      .filter(([, entry]) => JSON.stringify(this.decision(entry)) !== JSON.stringify(Review.first(entry)))
      .map(([key, entry]) => ({ key, decision: this.decision(entry) }));
    const byHand = document.entries
      .filter((entry) => entry.byHand && this.decision(entry))
      .map((entry) => ({ start: entry.start, end: entry.end, decision: this.decision(entry) }));
    return [...passages, ...byHand];
  }

  /** Takes up what was kept. Returns the entries that changed; what no longer fits is left out. */
  resume(document, kept) {
    const known = keyed(document);
    const wanted = [];
    for (const { key, start, end, decision } of kept) {
      const entry = key === undefined ? this.#byHand(document, { start, end }) : known.get(key);
      if (!entry) continue;
      if (decision?.verdict !== "take") {
        wanted.push([entry, decision]);
        continue;
      }
      const option = entry.options.findIndex((one) => JSON.stringify(one.edits) === JSON.stringify(decision.edits));
      if (option >= 0) wanted.push([entry, { verdict: "take", option, edits: entry.options[option].edits }]);
    }
    wanted.sort(([, one], [, other]) => Number(one !== null) - Number(other !== null));
    return this.decide(wanted);
  }
}

/** What of the text may look different when a decision on the passage changes. */
function reachOf(entry) {
  const [start, end] = extent(entry, entry.document.source.length);
  return { start, end };
}

/** Passages by what tells one from another in the next visit: place and rules, and a count where these are the same. */
function keyed(document) {
  const keys = new Map();
  for (const entry of document.entries.filter((one) => !one.byHand)) {
    const key = `${entry.start}:${entry.end}:${entry.findings.map((finding) => finding.rule).join()}`;
    let count = 0;
    while (keys.has(`${key}:${count}`)) count++;
    keys.set(`${key}:${count}`, entry);
  }
  return keys;
}

/** What shows a passage: itself, or, as what is missing has no extent, the character behind the gap or before it. */
function extent({ start, end }, length) {
  if (start < end) return [start, end];
  const first = Math.max(0, Math.min(start, length - 1));
  return [first, Math.min(first + 1, length)];
}

/** The edits of a sorted list that meet a stretch or touch it. They do not overlap, so that their ends are sorted too. */
function within(edits, start, end) {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edits[middle].end < start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (; low < edits.length && edits[low].start <= end; low++) found.push(edits[low]);
  return found;
}

/** A text whose line breaks are those that `source` uses. */
function lines(text, source) {
  const [first] = source.match(/\r\n|\r|\n/) ?? ["\n"];
  return first === "\n" ? text : text.replace(/\r\n|\r|\n/g, first);
}

/** A text with one line feed for each line break, as a text field has it, and where each of its units was before. */
function flattened(text) {
  const raw = [];
  for (let at = 0; at < text.length; at++) {
    raw.push(at);
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
  }
  raw.push(text.length);
  return { plain: text.replace(/\r\n?/g, "\n"), raw };
}

/** Where two texts differ, by words: [from, to, put], so that `put` replaces `before.slice(from, to)`. */
function differences(before, after) {
  const [old, fresh] = [tokens(before), tokens(after)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const [rows, columns] = [old.length - head - tail, fresh.length - head - tail];
  const starts = [0];
  for (const token of old) starts.push(starts.at(-1) + token.length);
  if (rows * columns > 4_000_000) {
    return [[starts[head], starts[head + rows], fresh.slice(head, head + columns).join("")]];
  }
  // The longest common subsequence of what lies between.
  const length = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      length[row][column] =
        old[head + row] === fresh[head + column]
          ? length[row + 1][column + 1] + 1
          : Math.max(length[row + 1][column], length[row][column + 1]);
    }
  }
  const alike = (row, column) => row < rows && column < columns && old[head + row] === fresh[head + column];
  const found = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const [firstRow, firstColumn] = [row, column];
    while ((row < rows || column < columns) && !alike(row, column)) {
      if (column < columns && (row === rows || length[row][column + 1] >= length[row + 1][column])) column++;
      else row++;
    }
    if (row > firstRow || column > firstColumn) {
      const put = fresh.slice(head + firstColumn, head + column).join("");
      found.push([starts[head + firstRow], starts[head + row], put]);
    }
    while (alike(row, column)) [row, column] = [row + 1, column + 1];
  }
  return found;
}

const tokens = (text) => text.match(/[\p{L}\p{N}\p{M}]+|\s|[^]/gu) ?? [];

/** A text as the bytes of its file. `encoding` is UTF-8, UTF-16 or UTF-32, `mark` its byte order mark in hexadecimal. */
function encode(text, encoding, mark) {
  const head = (mark.match(/../g) ?? []).map((byte) => parseInt(byte, 16));
  if (encoding === "utf-8") return new Blob([new Uint8Array(head), new TextEncoder().encode(text)]);
  const wide = encoding.startsWith("utf-32");
  const little = encoding.endsWith("le");
  const values = wide ? Array.from(text, (character) => character.codePointAt(0)) : Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const view = new DataView(new ArrayBuffer(values.length * (wide ? 4 : 2)));
  values.forEach((value, at) => (wide ? view.setUint32(at * 4, value, little) : view.setUint16(at * 2, value, little)));
  return new Blob([new Uint8Array(head), view.buffer]);
}
