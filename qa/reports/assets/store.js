// What leaves the page: downloads, and what the browser keeps between two visits.

const store = {
  /** A browser may refuse storage to a page that was opened as a file; the page then goes without. */
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },

  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {}
  },

  key: (one) => `relecture:${one.sha256}`,
  waiting: null,

  /** Keeps the decisions soon; many in a row are kept once. */
  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.now(), 300);
  },

  now() {
    clearTimeout(this.waiting);
    this.waiting = null;
    for (const one of review.documents) {
      const kept = review.kept(one);
      this.set(this.key(one), kept.length ? JSON.stringify(kept) : null);
    }
  },

  /** Takes up what was kept of an earlier visit. Returns the entries that changed. */
  resume() {
    const changed = [];
    for (const one of review.documents) {
      try {
        const kept = JSON.parse(this.get(this.key(one)) ?? "[]");
        if (kept.length) changed.push(...review.resume(one, kept));
      } catch {}
    }
    return changed;
  },
};

function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = make("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  announce(say("said-saved", { name }));
}

const nameOf = (path) => path.split(/[\\/]/).at(-1) || path;
const decisionsName = () =>
  review.documents.length === 1 ? `${nameOf(review.documents[0].path)}.decisions.json` : "decisions.json";

const downloadText = (one) => download(nameOf(one.path), encode(review.cleaned(one), one.encoding, one.mark));
const downloadDecisions = () =>
  download(decisionsName(), new Blob([`${JSON.stringify(review.file(), null, 1)}\n`], { type: "application/json" }));

/** The command that lays the decisions on the source, as a shell takes it. */
function command() {
  const word = (text) => (/^[\w./+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return ["relecture apply", word(decisionsName()), ...review.documents.map((one) => word(visible(one.path)))].join(" ");
}
