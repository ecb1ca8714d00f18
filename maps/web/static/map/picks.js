// Clicks, the Enter key at the centre of the map, and search results: what opens beside the map.

import { Marker } from "/vendor/maplibre-gl.mjs";

import { element } from "./dom.js";

const BUILDING_LAYERS = ["building_status", "buildings"];
const CLOSE_ZOOM = 17.5;
const MOST = 12;

/** Follows the reader's picks on the map and from the search. */
export function followPicks(map, config, state, details, remember) {
  const layers = new Map(config.layers.map((layer) => [layer.id, layer]));
  const pickable = config.layers.filter((layer) => layer.told.length && !layer.isBase).flatMap((layer) => layer.styleLayers);
  let selected = null;
  let marker = null;

  map.on("click", (event) => pick(event.point, false));
  map.on("mousemove", (event) => {
    map.getCanvas().style.cursor = found(event.point).length ? "pointer" : "";
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const { clientWidth, clientHeight } = map.getCanvas();
    pick({ x: clientWidth / 2, y: clientHeight / 2 }, true);
  });
  map.getCanvasContainer().append(element("div", { class: "crosshair", "aria-hidden": "true" }));

  function found({ x, y }) {
    const box = [[x - 3, y - 3], [x + 3, y + 3]];
    const seen = new Set();
    return map.queryRenderedFeatures(box, { layers: pickable.filter((id) => map.getLayer(id)) })
      .map((feature) => ({ layer: layers.get(feature.source), properties: feature.properties }))
      .filter(({ layer, properties }) => {
        const key = `${layer.id}/${properties.id}`;
        return !seen.has(key) && seen.add(key);
      });
  }

  function pick(point, isKey) {
    const all = found(point);
    const building = all.find(({ layer }) => BUILDING_LAYERS.includes(layer.id));
    const others = all.filter(({ layer }) => !BUILDING_LAYERS.includes(layer.id)).slice(0, MOST);
    if (building) openBuilding(building.properties.id, titleOf(building), others);
    else if (others.length) {
      select(null);
      details.showFeatures(others);
    } else if (isKey) details.say(config.words.nothingHere);
    else details.close();
  }

  function openBuilding(id, title, others, sought = null) {
    select(id);
    state.building = id;
    remember();
    details.showBuilding(id, title, others, sought);
  }

  function titleOf({ layer, properties }) {
    return properties.address || properties.name || layer.title;
  }

  /** Shows a building as the chosen one, or none. */
  function select(id) {
    const source = BUILDING_LAYERS[0];
    const target = (key) => ({ source, sourceLayer: source, id: key });
    if (!map.getSource(source)) return;
    if (selected) map.setFeatureState(target(selected), { selected: false });
    selected = id;
    if (selected) map.setFeatureState(target(selected), { selected: true });
  }

  /** Opens the building of the address again, as of the day that shows now. */
  function reopen() {
    const feature = map.querySourceFeatures(BUILDING_LAYERS[0], {
      sourceLayer: BUILDING_LAYERS[0], filter: ["==", ["get", "id"], state.building],
    })[0];
    const title = feature ? titleOf({ layer: layers.get(BUILDING_LAYERS[0]), properties: feature.properties }) : config.words.details;
    openBuilding(state.building, title, []);
  }

  /** Flies to a search result and opens its building, or the way to its page. */
  function goTo(result) {
    marker?.remove();
    if (typeof result.lon !== "number" || typeof result.lat !== "number") {
      location.assign(result.url);
      return;
    }
    const place = [result.lon, result.lat];
    marker = new Marker({ color: "#00a0e0" }).setLngLat(place).addTo(map);
    marker.getElement().setAttribute("aria-label", result.label);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (result.building_id) openBuilding(result.building_id, result.label, [], result);
    else details.showResult(result);
    map.flyTo({ center: place, zoom: Math.max(map.getZoom(), CLOSE_ZOOM), offset: free(), animate: !still });
  }

  /** How far the middle of what panel and details leave free lies from the map's middle. */
  function free() {
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    return width < 768 ? [0, -height * 0.2] : [(352 - Math.min(480, width - 432) - 44) / 2, 0];
  }

  return { select, reopen, goTo };
}
