// Images that the style names `shape:#colour` and `hatch:#colour`, drawn when first asked for.

const SIZE = 24;
const RATIO = 2;

/** Draws every image that the style asks for; `shapes` are corners from -1 to 1, y downwards. */
export function drawMissingImages(map, shapes) {
  map.setMissingStyleImageResolver((id) => {
    const [kind, colour] = id.split(":");
    if (map.hasImage(id) || !/^#[0-9a-f]{6}$/i.test(colour ?? "")) return;
    const image = kind === "hatch" ? hatch(colour) : shapes[kind] && shape(shapes[kind], colour);
    if (image) map.addImage(id, image, { pixelRatio: RATIO });
  });
}

const pens = new Map();

/** A clean pen on a canvas of that size; canvases are kept, making one takes longer than drawing. */
function canvas(size) {
  if (!pens.has(size)) {
    const made = document.createElement("canvas");
    made.width = made.height = size * RATIO;
    pens.set(size, made.getContext("2d", { willReadFrequently: true }));
    pens.get(size).scale(RATIO, RATIO);
  }
  const pen = pens.get(size);
  pen.clearRect(0, 0, size, size);
  return pen;
}

function read(pen) {
  return pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);
}

function shape(corners, colour) {
  const pen = canvas(SIZE);
  const half = SIZE / 2;
  const reach = half - 2;
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(half + x * reach, half + y * reach);
  pen.closePath();
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = "#ffffff";
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
  pen.lineWidth = 1.4;
  pen.strokeStyle = "#1b1b1b";
  pen.stroke();
  return read(pen);
}

function hatch(colour) {
  const size = 8;
  const pen = canvas(size);
  pen.strokeStyle = colour;
  pen.lineWidth = 2.4;
  for (const at of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(at - 2, size + 2);
    pen.lineTo(at + size + 2, -2);
    pen.stroke();
  }
  return read(pen);
}
