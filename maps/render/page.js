// Symbols, controls, popups and labels of a rendered map; every text is set as text, never as HTML.
var satellite = {
  layers: {},
  words: {},

  point: function (key) {
    return function (feature, position) {
      var look = satellite.layers[key].looks[feature.properties.look];
      var size = look.size;
      var icon = L.divIcon({ className: "map-shape", html: look.svg, iconSize: [size, size], iconAnchor: [size / 2 - look.beside[0], size / 2 - look.beside[1]] });
      return L.marker(position, { icon: icon, alt: look.label, keyboard: true });
    };
  },

  told: function (key) {
    return function (feature, layer) {
      var info = satellite.layers[key];
      var row = info.told[feature.properties.row];
      if (info.titles.length) layer.bindPopup(function () { return satellite.table(info, row[0]); }, { maxWidth: 340 });
      if (row[1] && info.labels) {
        layer.bindTooltip(satellite.text("span", row[1]), { permanent: true, direction: "center", className: "map-label", interactive: false });
      }
    };
  },

  table: function (info, values) {
    var table = document.createElement("table");
    table.append(satellite.text("caption", info.title));
    info.titles.forEach(function (title, at) {
      if (values[at] === null) return;
      var row = document.createElement("tr");
      row.append(satellite.text("th", title), satellite.text("td", values[at]));
      table.append(row);
    });
    return table;
  },

  text: function (name, content) {
    var made = document.createElement(name);
    made.textContent = content;
    return made;
  },
};

satellite.start = function (layers, words) {
  satellite.layers = layers;
  satellite.words = words;
  L.Control.Zoom.mergeOptions({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut });
};

L.Map.addInitHook(function () {
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(this);
  this.on("popupopen", function (event) {
    event.popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", satellite.words.close);
  });
  this.whenReady(function () {
    setTimeout(function () {
      document.querySelectorAll(".leaflet-control-layers-toggle").forEach(function (toggle) { toggle.title = satellite.words.layers; });
    });
  });
});

document.addEventListener("DOMContentLoaded", function () {
  if (matchMedia("(max-width: 56rem)").matches) document.querySelector(".page-legend").open = false;
});
