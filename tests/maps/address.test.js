// What the address after `#` gives back, also when someone has written nonsense into it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isDate, readAddress, writeAddress } from "../../maps/web/static/map/address.js";

const config = {
  layers: [{ id: "buildings" }, { id: "parcels" }],
  choices: [{ id: "vacant" }, { id: "seized" }],
};
const map = {
  getZoom: () => 16.25, getBearing: () => -12.4, getPitch: () => 45,
  getCenter: () => ({ lng: 9.327, lat: 45.5035 }),
};

function written(state) {
  let address = "";
  globalThis.history = { state: null, replaceState: (_state, _title, url) => { address = url; } };
  writeAddress(map, state, "2026-11-22");
  return address;
}

test("what is written is read again", () => {
  const state = { layers: new Set(["parcels"]), status: "seized", date: "2025-02-28", building: "b-1&x=/" };
  const read = readAddress(config, written(state));

  assert.deepEqual(read.view, { zoom: 16.25, center: [9.327, 45.5035], bearing: -12, pitch: 45 });
  assert.deepEqual(read.layers, ["parcels"]);
  assert.equal(read.status, "seized");
  assert.equal(read.date, "2025-02-28");
  assert.equal(read.building, "b-1&x=/");
});

test("today is not written, so that a link stays today's", () => {
  const address = written({ layers: new Set(), status: null, date: "2026-11-22", building: null });

  assert.equal(address, "#map=16.25/45.50350/9.32700/-12/45&layers=");
  assert.equal(readAddress(config, address).date, null);
});

test("no layer at all is not the same as no word about layers", () => {
  assert.deepEqual(readAddress(config, "#layers=").layers, []);
  assert.equal(readAddress(config, "").layers, null);
});

test("unknown layers, choices and days are left out", () => {
  const read = readAddress(config, "#layers=parcels,people,__proto__&status=income&date=2026-02-30");

  assert.deepEqual(read.layers, ["parcels"]);
  assert.equal(read.status, null);
  assert.equal(read.date, null);
});

for (const view of ["", "a/b/c", "16", "16/95/9", "16/45/200", "-1/45/9", "99/45/9", "16/45/9/0/NaN", "1e9/45/9"]) {
  test(`a view like «${view}» is not followed`, () => {
    assert.equal(readAddress(config, `#map=${view}`).view, null);
  });
}

test("a tilt beyond what the map allows is brought back", () => {
  assert.equal(readAddress(config, "#map=16/45/9/0/80").view.pitch, 60);
});

test("only days that exist are days", () => {
  assert.ok(isDate("2024-02-29"));
  for (const text of ["2025-02-29", "2026-13-01", "26-1-1", "", null, undefined, "2026-01-01T00:00"]) assert.ok(!isDate(text));
});
