// What the map shows, kept in the address after `#`, so that a link or a reload shows it again.

const NUMBERS = /^-?\d+(\.\d+)?$/;

/** The state read from the address; what is missing or malformed is null. */
export function readAddress(config, hash = location.hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const known = new Set(config.layers.map((layer) => layer.id));
  const layers = given.get("layers");
  const date = given.get("date");
  return {
    view: readView(given.get("map")),
    layers: layers === null ? null : layers.split(",").filter((id) => known.has(id)),
    status: config.choices.some((choice) => choice.id === given.get("status"))
      ? given.get("status")
      : null,
    date: isDate(date) ? date : null,
    building: given.get("building"),
  };
}

/** Writes the state without adding to the browser's history. */
export function writeAddress(map, state, today) {
  const { lng, lat } = map.getCenter();
  const view = [
    map.getZoom().toFixed(2), lat.toFixed(5), lng.toFixed(5),
    map.getBearing().toFixed(0), map.getPitch().toFixed(0),
  ];
  const parts = [`map=${view.join("/")}`, `layers=${[...state.layers].join(",")}`];
  if (state.status) parts.push(`status=${state.status}`);
  if (state.date !== today) parts.push(`date=${state.date}`);
  if (state.building) parts.push(`building=${encodeURIComponent(state.building)}`);
  history.replaceState(history.state, "", `#${parts.join("&")}`);
}

/** Whether a text is a day that exists, as YYYY-MM-DD. */
export function isDate(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function readView(text) {
  const parts = (text ?? "").split("/");
  if (parts.length < 3 || !parts.every((part) => NUMBERS.test(part))) return null;
  const [zoom, lat, lon, bearing = 0, pitch = 0] = parts.map(Number);
  if (Math.abs(lat) > 85 || Math.abs(lon) > 180 || zoom < 0 || zoom > 24) return null;
  return { zoom, center: [lon, lat], bearing, pitch: Math.min(Math.max(pitch, 0), 60) };
}
