// Samples of every type of the wire, made from the catalogue itself and not from what is generated
// from it: as they stand on the wire, and as a caller of Node sees them.

import { readFileSync } from "node:fs";

const file = new URL("../../core/src/wire/catalogue.json", import.meta.url);
export const catalogue = JSON.parse(readFileSync(file, "utf8"));

const TEXTS = {
  decimal: "1.50",
  quantity: "0.25",
  date: "2026-03-01",
  "date-time": "2026-03-01T08:00:00Z",
  "partial-date-time": "2026-03-02T08:00:00",
  "time-of-day": "18:00",
  uuid: "01964e7c-0000-7000-8000-000000000001",
};

const camel = (name) => {
  const [first, ...rest] = name.split("_");
  return first + rest.map((word) => word[0].toUpperCase() + word.slice(1)).join("");
};

/** `[wire, node]`. `brings` says which fields are there: all, or those of a list of the schema. */
function sample(schema, brings, isNull) {
  if (schema.$ref) return sample(catalogue.types[schema.$ref.split("/").at(-1)], brings, isNull);
  if (schema.anyOf) return isNull ? [null, null] : sample(schema.anyOf[0], brings, isNull);
  const types = [schema.type].flat();
  if (isNull && types.includes("null")) return [null, null];
  if (schema.oneOf) return sample(schema.oneOf[0], brings, isNull);
  if ("const" in schema) return [schema.const, schema.const];
  if (schema.enum) return [schema.enum[0], schema.enum[0]];
  switch (types[0]) {
    case "string":
      return [TEXTS[schema.format] ?? "a_text", TEXTS[schema.format] ?? "a_text"];
    case "integer":
      return [7, 7];
    case "boolean":
      return [true, true];
    case "array": {
      const [wire, node] = sample(schema.items, brings, isNull);
      return [[wire, wire], [node, node]];
    }
    default:
      return object(schema, brings, isNull);
  }
}

function object(schema, brings, isNull) {
  if (schema.format === "facts") return [{ a_name: { b_name: 1 } }, { a_name: { b_name: 1 } }];
  if (schema.additionalProperties) {
    const [wire, node] = sample(schema.additionalProperties, brings, isNull);
    return [{ a_key: wire, __proto: wire }, { a_key: node, __proto: node }];
  }
  const [wire, node] = [{}, {}];
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    if (brings !== "all" && !schema[brings]?.includes(name) && !("const" in of)) continue;
    [wire[name], node[camel(name)]] = sample(of, brings, isNull);
  }
  return [wire, node];
}

/** Every type, each variant of a union and each name on its own, with its samples. */
export function* samples() {
  for (const [name, schema] of Object.entries(catalogue.types)) {
    const names = (one) => one.enum?.map((text) => ({ const: text })) ?? [one];
    const forms = (schema.oneOf ?? [schema]).flatMap(names);
    for (const form of forms) {
      for (const brings of ["all", "required", "x-always"]) {
        if (brings === "required" && !schema["x-in-requests"]) continue;
        if (brings === "x-always" && !schema["x-in-answers"]) continue;
        for (const isNull of [false, true]) {
          const [wire, node] = sample(form, brings, isNull);
          yield { name, wire, node, brings, schema };
        }
      }
    }
  }
}
