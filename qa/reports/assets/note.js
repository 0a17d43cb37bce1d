// The note beside the text: what was found at the chosen passage, and what can be done about it.

/** A probability as people say it: what is not quite impossible is not 0 %. */
const likely = (confidence) => (confidence < 0.01 ? `< ${percent.format(0.01)}` : percent.format(confidence));

const note = {
  element: byId("note"),
  writing: false,

  draw() {
    const entry = walk.current;
    const held = this.element.contains(document.activeElement) ? document.activeElement.dataset.key ?? "title" : null;
    this.element.classList.toggle("resting", !entry);
    this.element.replaceChildren(...(entry ? this.entry(entry) : this.rest()));
    this.element.scrollTop = 0;
    if (held && entry && !this.writing) (this.key(held) ?? this.key("title")).focus({ preventScroll: true });
  },

  key(name) {
    return this.element.querySelector(`[data-key="${name}"]`);
  },

  rest() {
    if (!review.listed().length) return [make("p", { className: "hint" }, say("said-done"))];
    return [
      make("p", { className: "hint" }, say("hint")),
      make("div", { className: "actions" }, buttonOf(say("begin"), () => step(1, true) || step(1), { className: "primary" })),
    ];
  },

  entry(entry) {
    const state = review.state(entry);
    const numbers = taking();
    return [
      make(
        "div",
        { className: "head" },
        make("span", { className: `state ${state}` }, say(`state-${state}`)),
        make("span", { className: "position" }, say("position", { at: numbers.indexOf(entry) + 1, count: numbers.length })),
        buttonOf("×", leave, { className: "close", "aria-label": say("close"), title: `${say("close")} (Esc)` }),
      ),
      make("h2", { id: "passage", tabIndex: -1, "data-key": "title", lang: "fr" }, ...this.heading(entry)),
      ...(entry.byHand ? [make("p", {}, say("by-hand"))] : []),
      ...entry.findings.map((finding) => make("p", { className: "message" }, visible(finding.message))),
      ...(!entry.byHand && !entry.findings.length ? [make("p", {}, say("merged"))] : []),
      ...(this.writing ? [this.form(entry)] : [this.options(entry), this.actions(entry, state)].filter(Boolean)),
      ...this.reasons(entry),
    ];
  },

  heading(entry) {
    const { was, now } = changeOf(entry);
    if (!["take", "edit"].includes(review.state(entry))) return [make("mark", { className: review.state(entry) }, shown(was))];
    return [make("del", {}, shown(was)), " → ", make("ins", {}, shown(now))];
  },

  options(entry) {
    if (!entry.options.length) return entry.byHand ? null : make("p", { className: "hint" }, say("no-options"));
    const decision = review.decision(entry);
    const list = make("ol", { "aria-label": say("options"), className: "options" });
    entry.options.forEach((option, at) => {
      const taken = decision?.verdict === "take" && decision.option === at;
      const around = this.around(entry, option);
      list.append(
        make(
          "li",
          {},
          make(
            "button",
            {
              type: "button",
              "aria-pressed": String(taken),
              "data-key": `option-${at}`,
              onclick: () => (taken ? settle(review.reopen(entry)) : settle(review.take(entry, at))),
            },
            make("kbd", { "aria-hidden": "true" }, at < 9 ? String(at + 1) : " "),
            make("span", { className: "word", lang: "fr" }, shown(option.text, "remove")),
            make("span", { className: "sure" }, `${say(`from-${option.source}`).replace(/^from-/, "")} · ${likely(option.confidence)}`),
            around && make("span", { className: "around", lang: "fr" }, around),
          ),
        ),
      );
    });
    return list;
  },

  /** How the text reads with an option, where that is not plain from its own words. */
  around(entry, { text, edits }) {
    const start = Math.min(entry.start, ...edits.map((edit) => edit.start));
    const end = Math.max(entry.end, ...edits.map((edit) => edit.end));
    const whole = laid(entry.document.source, start, end, edits);
    return whole.trim() === text.trim() || whole.length > 80 || !whole.trim() ? null : shown(whole);
  },

  actions(entry, state) {
    const action = (name, key, onclick, more = {}) =>
      buttonOf(say(name), onclick, { "data-key": name, title: `${say(name)} (${key})`, "aria-keyshortcuts": key, "aria-describedby": "passage", ...more });
    const decided = state !== "open" && state !== "covered";
    return make(
      "div",
      { className: "actions" },
      entry.options.length && state !== "take" && action("take", "a", () => act("take"), { className: "primary" }),
      !entry.byHand && state !== "refuse" && action("refuse", "x", () => act("refuse")),
      action("write", "e", write),
      decided && action(entry.byHand ? "discard" : "reopen", "r", reopen),
    );
  },

  form(entry) {
    const { start, end, text } = review.stretch(entry);
    const was = entry.document.source.slice(start, end);
    const plain = flattened(text).plain;
    const field = make("textarea", { id: "words", rows: Math.min(8, 1 + Math.ceil(plain.length / 34)), lang: "fr", spellcheck: true, value: plain });
    const close = (keep) => {
      this.writing = false;
      if (keep) settle(review.write(entry, field.value));
      else this.draw();
      anchor(entry)?.focus({ preventScroll: true });
    };
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && (event.key !== "Enter" || event.shiftKey)) return;
      event.preventDefault();
      event.stopPropagation();
      close(event.key === "Enter");
    });
    return make(
      "div",
      { className: "form" },
      make("label", { htmlFor: "words" }, say("write-label", { text: shown(was) })),
      field,
      make(
        "div",
        { className: "actions" },
        buttonOf(say("save"), () => close(true), { className: "primary", title: "↵" }),
        buttonOf(say("cancel"), () => close(false), { title: "Esc" }),
      ),
    );
  },

  reasons(entry) {
    const [finding] = entry.findings;
    if (!finding) return [];
    const sure = say("sure", { percent: percent.format(finding.confidence) });
    const about = make("p", { className: "rule" }, visible(`${finding.rule} · ${say(finding.severity)} · ${sure}`));
    const rules = [...new Set(entry.findings.map((one) => one.rule))].filter((rule) => data.reasons[rule]);
    if (!rules.length) return [about];
    return [about, make("details", {}, make("summary", {}, say("reason")), ...rules.map((rule) => make("p", {}, visible(data.reasons[rule]))))];
  },
};
