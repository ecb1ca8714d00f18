// Evaluates expressions as MapLibre does: {expression, type, state, features} on standard input.
import { readFileSync } from "node:fs";

import { createExpression } from "../../maps/web/node_modules/@maplibre/maplibre-gl-style-spec/dist/index.mjs";

const cases = JSON.parse(readFileSync(0, "utf-8"));
const answers = cases.map(({ expression, type, state, features }) => {
  const made = createExpression(type === "color" ? ["to-color", expression] : expression, { type, "property-type": "data-driven", expression: { parameters: ["zoom", "feature"] } }, state);
  if (made.result !== "success") throw new Error(JSON.stringify(made.value.map((one) => one.message)));
  return features.map((properties) => {
    const value = made.value.evaluate({ zoom: 16, globalState: state }, { type: 1, properties });
    return type === "color" ? `#${[value.r, value.g, value.b].map((part) => Math.round(part * 255).toString(16).padStart(2, "0")).join("")}` : value;
  });
});
console.log(JSON.stringify(answers));
