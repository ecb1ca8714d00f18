// The style as the reader left it: which layers show, as of which day, coloured by what.

/** The tiles' address as of the chosen day; today needs none, so that its tiles stay shared. */
export function dated(tiles, state, config) {
  const address = absolute(tiles);
  return state.date === config.today ? address : `${address}?datetime=${state.date}`;
}

/** The server's style changed to the state; addresses become absolute, as MapLibre wants them. */
export function prepareStyle(style, config, state) {
  for (const layer of config.layers) {
    const source = style.sources[layer.id];
    if (source) source.tiles = [dated(layer.tiles, state, config)];
    for (const drawn of style.layers) {
      if (drawn.source === layer.id) {
        drawn.layout = { ...drawn.layout, visibility: state.layers.has(layer.id) ? "visible" : "none" };
      }
    }
  }
  for (const files of Object.values(style["font-faces"] ?? {})) {
    for (const file of files) file.url = absolute(file.url);
  }
  if (state.status) style.state = { ...style.state, [config.state]: { default: state.status } };
  return style;
}

function absolute(address) {
  return address.startsWith("/") ? location.origin + address : address;
}
