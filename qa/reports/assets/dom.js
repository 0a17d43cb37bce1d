// Elements and words. All that comes from an article is put in as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat(data.lang);
const percent = new Intl.NumberFormat(data.lang, { style: "percent", maximumFractionDigits: 0 });

/** A label in the page's language, with its braces filled. */
function say(key, values = {}) {
  return (data.labels[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A label that counts: French takes zero for one, English for many. */
function sayCount(key, count) {
  const one = data.lang === "fr" ? count < 2 : count === 1;
  return say(one ? key : `${key}-many`, { count: number.format(count) });
}

/** An element with properties, attributes (those that are no property) and children; strings become text. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const UNSEEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** Text in which every character shows; line breaks become line feeds. */
function visible(text) {
  return text.replace(/\r\n?/g, "\n").replace(UNSEEN, (character) => {
    const code = character.codePointAt(0);
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "␡" : `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
}

/** Text for one line; what is nothing but white space is told by signs, and what is nothing by a word. */
function shown(text, nothing = "nothing") {
  if (!text) return say(nothing);
  if (text.trim()) return visible(text.trim()).replace(/\s*\n\s*/g, " ¶ ");
  return text.replace(/\r\n?|\n/g, "¶").replace(/[\u00a0\u202f]/g, "⍽").replace(/\s/g, "␣");
}

/** Tells those who do not see the page what happened. */
function announce(...sentences) {
  byId("said").textContent = sentences.filter(Boolean).join(" ");
}

const buttonOf = (key, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, key);
