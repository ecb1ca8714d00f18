// Elements made in one line; text is always set as text, never as HTML.

/**
 * An element with attributes (`on…` are listeners, `true` an empty attribute, false and null
 * none) and children (nodes or texts).
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Nodes of a drawing that came with the page's own configuration (a legend's swatch). */
export function drawing(svg) {
  const template = document.createElement("template");
  template.innerHTML = svg;
  return template.content;
}

/** `text` with `{name}` replaced by `values.name`. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
