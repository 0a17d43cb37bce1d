"use strict";

// The page is complete without this script: it adds the panel, the keyboard and the filters. All that comes from the
// article is put in as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const label = (key) => data.labels[key] ?? key;
  const percent = new Intl.NumberFormat(data.lang, { style: "percent", maximumFractionDigits: 0 });
  const byId = (id) => document.getElementById(id);

  /** An element with properties, attributes (those that are no property) and children; strings become text. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // --- The marks in the text, by number of entry -------------------------------------------------------------------

  const marks = data.entries.map(() => []);
  for (const mark of document.querySelectorAll("[data-entry]")) marks[Number(mark.dataset.entry)].push(mark);

  /** Where an entry is read: in the corrected version, or in the original where nothing of it is left there. */
  const anchor = (number) => marks[number].find((mark) => mark.closest(".now")) ?? marks[number][0];

  // --- What is chosen, and what takes part -------------------------------------------------------------------------

  // `from` is where one goes on after nothing was chosen for a while.
  const state = { current: -1, from: -1, rule: null, only: false };
  const takesPart = (number) =>
    marks[number].length > 0 &&
    (state.rule === null || data.entries[number].findings.some((finding) => finding.rule === state.rule));
  const taking = () => data.entries.map((_, number) => number).filter(takesPart);

  function choose(number, { focus = true } = {}) {
    if (number !== state.current) {
      for (const mark of marks[state.current] ?? []) mark.removeAttribute("aria-current");
      for (const mark of marks[number] ?? []) mark.setAttribute("aria-current", "true");
      state.current = number;
      panel.show(number);
      place();
    }
    if (number < 0) return;
    state.from = number;
    stop(anchor(number));
    if (focus) {
      anchor(number).focus({ preventScroll: true });
      anchor(number).scrollIntoView({ block: "center" });
    }
  }

  function step(by) {
    const numbers = taking();
    if (!numbers.length) return;
    const next =
      by > 0
        ? numbers.find((number) => number > state.from) ?? numbers[0]
        : numbers.findLast((number) => number < state.from) ?? numbers.at(-1);
    choose(next);
  }

  // The tab key stops at one mark only, so that a thousand of them do not stand before what follows.
  let stopped = null;
  function stop(mark) {
    if (stopped) stopped.tabIndex = -1;
    stopped = mark;
    if (mark) mark.tabIndex = 0;
  }

  function place() {
    const numbers = taking();
    const at = numbers.indexOf(state.current);
    byId("place").textContent = `${at < 0 ? "–" : at + 1} / ${numbers.length}`;
  }

  // --- The panel ---------------------------------------------------------------------------------------------------

  const panel = {
    element: byId("panel"),

    show(number) {
      this.element.classList.toggle("resting", number < 0);
      this.element.replaceChildren(...(number < 0 ? [make("p", { className: "hint" }, label("hint"))] : this.entry(data.entries[number])));
      this.element.scrollTop = 0;
    },

    entry(entry) {
      const close = make("button", { type: "button", className: "close", "aria-label": label("close") }, "×");
      close.addEventListener("click", leave);
      const state = entry.mended ? "mended" : "left";
      return [
        close,
        make("span", { className: `state ${state}` }, label(state)),
        make("h3", { tabIndex: -1 }, ...this.heading(entry)),
        ...entry.findings.flatMap((finding) => this.finding(finding, entry)),
      ];
    },

    heading(entry) {
      if (!entry.mended) return [make("mark", {}, entry.findings[0].text || label("nothing"))];
      return entry.changes.flatMap(([was, now], at) => [
        ...(at ? [make("br")] : []),
        ...(was ? [make("del", {}, shown(was))] : []),
        was && now ? " → " : "",
        ...(now ? [make("ins", {}, shown(now))] : []),
      ]);
    },

    finding(finding, entry) {
      const reason = data.reasons[finding.rule];
      return [
        make("p", {}, finding.message),
        make("p", { className: "rule" }, `${finding.rule} · ${label(finding.severity)} · ${finding.category}`),
        make("h4", {}, label("confidence")),
        make(
          "p",
          {},
          make("meter", { min: 0, max: 1, value: finding.confidence, "aria-label": label("confidence") }),
          percent.format(finding.confidence),
        ),
        make("h4", {}, label("alternatives")),
        finding.suggestions.length
          ? make("ol", {}, ...finding.suggestions.map((suggestion, rank) => this.suggestion(suggestion, entry.mended && rank === 0)))
          : make("p", { className: "hint" }, label("none")),
        ...(reason ? [make("h4", {}, label("reason")), make("p", {}, reason)] : []),
      ];
    },

    suggestion(suggestion, taken) {
      const source = label(`from-${suggestion.source}`).replace(/^from-/, "");
      return make(
        "li",
        {},
        make("b", {}, shown(suggestion.text) || label("remove")),
        make("span", {}, percent.format(suggestion.confidence)),
        make("small", {}, taken ? `${source} · ${label("taken")}` : source),
      );
    },
  };

  /** Text that is nothing but white space, made visible. */
  const shown = (text) => (text.trim() ? text : text.replace(/ /g, "␣").replace(/[\u00a0\u202f]/g, "⍽").replace(/\r\n?|\n/g, "¶"));

  // --- Filters and theme -------------------------------------------------------------------------------------------

  function filter(rule) {
    state.rule = state.rule === rule ? null : rule;
    for (const button of document.querySelectorAll("[data-rule]")) {
      button.setAttribute("aria-pressed", String(button.dataset.rule === state.rule));
    }
    marks.forEach((own, number) => {
      for (const mark of own) mark.classList.toggle("dimmed", !takesPart(number));
    });
    place();
  }

  function toggleOnly() {
    state.only = !state.only;
    document.body.classList.toggle("only", state.only);
    byId("only").setAttribute("aria-pressed", String(state.only));
    if (state.current >= 0) anchor(state.current).scrollIntoView({ block: "center" });
  }

  const theme = {
    key: "relecture-theme",
    dark: matchMedia("(prefers-color-scheme: dark)"),
    // A browser may refuse storage to a page that was opened as a file.
    restore() {
      try {
        const kept = localStorage.getItem(this.key);
        if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
      } catch {}
    },
    toggle() {
      const root = document.documentElement;
      const dark = (root.dataset.theme ?? (this.dark.matches ? "dark" : "light")) === "dark";
      root.dataset.theme = dark ? "light" : "dark";
      try {
        localStorage.setItem(this.key, root.dataset.theme);
      } catch {}
    },
  };

  // --- Keyboard ----------------------------------------------------------------------------------------------------

  /** From the panel back to the text; from the text back to plain scrolling. */
  function leave() {
    if (state.current >= 0 && panel.element.contains(document.activeElement)) {
      anchor(state.current).focus({ preventScroll: true });
      if (matchMedia("(min-width: 68rem)").matches) return;
    }
    document.activeElement?.blur();
    choose(-1);
  }

  function enter(event) {
    const mark = event.target.closest("[data-entry]");
    if (!mark) return false;
    choose(Number(mark.dataset.entry), { focus: false });
    panel.element.querySelector("h3").focus();
    return true;
  }

  const keys = {
    j: () => step(1),
    n: () => step(1),
    k: () => step(-1),
    p: () => step(-1),
    u: toggleOnly,
    t: () => theme.toggle(),
    "?": () => help.open(),
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    // Before a passage is chosen, and inside the panel, these scroll as everywhere.
    ArrowDown: () => inText() && step(1),
    ArrowUp: () => inText() && step(-1),
    Enter: enter,
    " ": enter,
    Escape: leave,
  };
  const inText = () => state.current >= 0 && !panel.element.contains(document.activeElement);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const action = keys[event.key];
    if (action && action(event) !== false) event.preventDefault();
  });

  const help = {
    dialog: null,
    rows: [
      [["j", "n", "→"], "key-next"],
      [["k", "p", "←"], "key-previous"],
      [["↓", "↑"], "key-vertical"],
      [["↵"], "key-enter"],
      [["Esc"], "key-escape"],
      [["u"], "key-only"],
      [["t"], "key-theme"],
      [["?"], "key-help"],
    ],
    open() {
      this.dialog ??= this.build();
      this.dialog.showModal();
    },
    build() {
      const close = make("button", { type: "button" }, label("close"));
      const list = make("dl");
      for (const [names, meaning] of this.rows) {
        list.append(
          make("dt", {}, ...names.flatMap((name) => [make("kbd", {}, name), " "])),
          make("dd", {}, label(meaning)),
        );
      }
      const dialog = make("dialog", { "aria-labelledby": "keys" }, make("h2", { id: "keys" }, label("keys")), list, close);
      close.addEventListener("click", () => dialog.close());
      document.body.append(dialog);
      return dialog;
    },
  };

  // --- Paper -------------------------------------------------------------------------------------------------------

  addEventListener("beforeprint", () => {
    marks.forEach((own, number) => anchor(number)?.setAttribute("data-note", String(number + 1)));
    const items = data.entries.map((entry) =>
      make("li", {}, ...panel.heading(entry), " – ", entry.findings.map((finding) => finding.message).join(" ")),
    );
    byId("text").append(make("section", { id: "list" }, make("h2", {}, label("list")), make("ol", {}, ...items)));
  });
  addEventListener("afterprint", () => byId("list")?.remove());

  // --- Beginning ---------------------------------------------------------------------------------------------------

  byId("text").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-entry]");
    if (mark) choose(Number(mark.dataset.entry), { focus: false });
  });
  byId("text").addEventListener("focusin", (event) => {
    const mark = event.target.closest("[data-entry]");
    if (mark) choose(Number(mark.dataset.entry), { focus: false });
  });
  for (const button of document.querySelectorAll("[data-rule]")) {
    button.addEventListener("click", () => filter(button.dataset.rule));
  }
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("only").addEventListener("click", toggleOnly);
  byId("theme").addEventListener("click", () => theme.toggle());
  byId("help").addEventListener("click", () => help.open());

  theme.restore();
  byId("tools").hidden = false;
  panel.element.hidden = false;
  panel.show(-1);
  if (taking().length) stop(anchor(taking()[0]));
  place();
})();
