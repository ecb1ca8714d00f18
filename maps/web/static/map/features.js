// What features say of themselves: titles and values in words, for the details panel.

/** A value in the reader's words: codes by their label, numbers and dates in the form of the language. */
export function inWords(field, value, config) {
  const { words, language } = config;
  if (value === undefined || value === null || value === "") return null;
  if (field.codes) return field.codes[value] ?? String(value);
  if (field.kind === "boolean") return value === true || value === "true" ? words.yes : words.no;
  if (field.kind === "date") return language === "it" ? String(value).split("-").reverse().join("/") : String(value);
  if (field.kind !== "number" && field.kind !== "integer") return String(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  const plain = field.name.endsWith("_year");
  const shown = plain ? String(number) : number.toLocaleString(language);
  const unit = { m2: "m²", EUR: "€", "EUR/m2": "€/m²" }[field.unit] ?? field.unit;
  return unit ? `${shown} ${unit}` : shown;
}

/** Rows of title and value for what a layer tells of one feature, leaving out what is missing. */
export function told(layer, properties, config) {
  return layer.told
    .map((field) => [field.title, inWords(field, properties[field.name], config)])
    .filter(([, value]) => value !== null);
}

/** The address of the feature's own page, null when an attribute in it is missing. */
export function linkOf(layer, properties) {
  if (!layer.link) return null;
  let complete = true;
  const link = layer.link.replace(/\{(\w+)\}/g, (_, name) => {
    const value = properties[name];
    if (value === undefined || value === null || value === "") complete = false;
    return encodeURIComponent(value ?? "");
  });
  return complete ? link : null;
}
