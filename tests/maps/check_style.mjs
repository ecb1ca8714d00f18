// Prints what MapLibre's own validator says of the style on standard input, as JSON.
import { readFileSync } from "node:fs";

import { validateStyleMin } from "../../maps/web/node_modules/@maplibre/maplibre-gl-style-spec/dist/index.mjs";

const problems = validateStyleMin(JSON.parse(readFileSync(0, "utf-8")));
console.log(JSON.stringify(problems.map((one) => one.message)));
