// What features say of themselves in the details panel.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fill } from "../../maps/web/static/map/dom.js";
import { inWords, linkOf, told } from "../../maps/web/static/map/features.js";

const config = { language: "it", words: { yes: "sì", no: "no" } };
const field = (name, kind = "string", more = {}) => ({ name, title: name, kind, unit: null, codes: null, ...more });

test("codes, dates, amounts and years are told in Italian", () => {
  assert.equal(inWords(field("state", "string", { codes: { open: "aperta" } }), "open", config), "aperta");
  assert.equal(inWords(field("state", "string", { codes: { open: "aperta" } }), "new", config), "new");
  assert.equal(inWords(field("opened_on", "date"), "2026-03-09", config), "09/03/2026");
  assert.equal(inWords(field("amount_eur", "number", { unit: "EUR" }), 640000, config), "640.000 €");
  assert.equal(inWords(field("area_m2", "number", { unit: "m2" }), "812.5", config), "812,5 m²");
  assert.equal(inWords(field("built_year", "integer"), 1964, config), "1964");
  assert.equal(inWords(field("is_overdue", "boolean"), false, config), "no");
});

test("zero and false are values, nothing and the empty text are not", () => {
  const layer = { told: [field("count", "integer"), field("open", "boolean"), field("name"), field("note")] };

  assert.deepEqual(told(layer, { count: 0, open: false, name: "" }, config), [["count", "0"], ["open", "no"]]);
});

test("a link needs every attribute in it, and escapes it", () => {
  assert.equal(linkOf({ link: "/units/{unit_id}" }, { unit_id: "a/b?c" }), "/units/a%2Fb%3Fc");
  assert.equal(linkOf({ link: "/units/{unit_id}" }, { id: "x" }), null);
  assert.equal(linkOf({ link: null }, { id: "x" }), null);
});

test("a sentence is filled once: what is put in is not read again", () => {
  assert.equal(fill("Nessun risultato per «{q}»", { q: "{n} $& {q}" }), "Nessun risultato per «{n} $& {q}»");
});
