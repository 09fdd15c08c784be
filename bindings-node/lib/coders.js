// From what callers write to what the wire wants, and back: names in camelCase, and every kind of
// value that JSON would spoil (NaN, a function, a number for a decimal) refused with its path.
// What a type requires, and how texts must look, the engine says.

import { InvalidError, invalid } from "./errors.js";
import { STRUCTS, UNIONS } from "./types.js";

/** So many faults are told at once; more would only hide the first. */
const MOST = 100;

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** Fields by the caller's names and by the wire's, each with the other name and its type. */
function bothWays(fields) {
  const all = Object.entries(fields);
  return {
    given: new Map(all.map(([name, type]) => [camel(name), [name, type]])),
    answered: new Map(all.map(([name, type]) => [name, [camel(name), type]])),
  };
}

const TYPES = new Map();
for (const [name, fields] of Object.entries(STRUCTS)) TYPES.set(name, bothWays(fields));
for (const [name, variants] of Object.entries(UNIONS)) {
  const ways = Object.entries(variants).map(([kind, fields]) => {
    return [kind, bothWays({ kind: "text", ...fields })];
  });
  TYPES.set(name, new Map(ways));
}
TYPES.set("CallOptions", bothWays({ key: "text", dry_run: "boolean" }));
TYPES.set("OpenOptions", bothWays({ test_clock: "instant", seed: "integer" }));

/** The fields of a struct, or of the variant of a union that a value says it is. */
function fieldsOf(type, value) {
  const of = TYPES.get(type);
  return of instanceof Map ? of.get(value.kind) : of;
}

/** What a leaf must be where it is given, and an example. */
const WANTED = {
  text: "a text",
  uuid: "an id as a text",
  decimal: 'a decimal as a text, such as "1.50"',
  date: 'a date as a text, such as "2026-03-01"',
  instant: 'an instant as a Date or a text, such as "2026-03-01T08:00:00Z"',
  local: 'a local time as a text, such as "2026-03-01T08:00:00"',
  time: 'a time of day as a text, such as "18:00"',
  integer: "a whole number",
  boolean: "true or false",
};

/** What a value is, in words. */
function kindOf(value) {
  if (typeof value === "number") return Number.isSafeInteger(value) ? "a number" : `${value}`;
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "true or false";
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  if (value === undefined) return "undefined";
  if (typeof value !== "object") return `a ${typeof value}`;
  return Object.prototype.toString.call(value).slice(8, -1);
}

const isObject = (value) => Object.prototype.toString.call(value) === "[object Object]";

/** A value of a type as the wire's. Throws one InvalidError with every fault. */
export function encode(type, value, path = "") {
  const faults = [];
  const encoded = walk(type, value, path, faults);
  if (faults.length > 0) throw invalid(faults);
  return encoded;
}

function walk(type, value, path, faults) {
  if (faults.length >= MOST || value === null) return null;
  if (Array.isArray(type)) {
    if (!Array.isArray(value)) return wrong("a list", value, path, faults);
    const items = [];
    for (let i = 0; i < value.length && faults.length < MOST; i += 1) {
      items.push(walk(type[0], value[i], `${path}[${i}]`, faults));
    }
    return items;
  }
  if (type.of !== undefined) {
    if (!isObject(value)) return wrong("an object", value, path, faults);
    const items = Object.entries(value).filter(([, item]) => item !== undefined);
    const at = (key) => join(path, short(key));
    return Object.fromEntries(items.map(([k, item]) => [k, walk(type.of, item, at(k), faults)]));
  }
  if (type === "json") return value;
  return (type in WANTED ? leaf : object)(type, value, path, faults);
}

function object(type, value, path, faults) {
  if (!isObject(value)) return wrong("an object", value, path, faults);
  const known = fieldsOf(type, value);
  if (known === undefined) {
    // The engine says which kinds there are.
    const { kind } = value;
    return kind === undefined ? {} : { kind: walk("text", kind, join(path, "kind"), faults) };
  }
  const coded = {};
  for (const [name, given] of Object.entries(value)) {
    const field = known.given.get(name);
    if (field === undefined) {
      unknown(name, known, given, path, faults);
    } else if (given !== undefined) {
      coded[field[0]] = walk(field[1], given, join(path, name), faults);
    }
  }
  return coded;
}

function leaf(type, value, path, faults) {
  if (type === "integer" || type === "boolean") {
    const right = type === "boolean" ? typeof value === "boolean" : Number.isSafeInteger(value);
    return right ? value : wrong(WANTED[type], value, path, faults);
  }
  if (type === "instant" && value instanceof Date && !Number.isNaN(value.getTime())) {
    return value.toISOString();
  }
  if (typeof value !== "string") return wrong(WANTED[type], value, path, faults);
  if (value.isWellFormed()) return value;
  const message = "this text holds half a character (a lone surrogate): give it whole";
  return fault("malformed", message, value.toWellFormed(), path, faults);
}

const join = (path, name) => (path === "" ? name : `${path}.${name}`);

function wrong(wanted, value, path, faults) {
  return fault("wrong_kind", `this is ${kindOf(value)}: give ${wanted}`, value, path, faults);
}

function unknown(name, known, value, path, faults) {
  const names = [...known.given.keys()];
  const bare = name.replaceAll("_", "").toLowerCase();
  const near = names.find((one) => one.toLowerCase() === bare);
  const hint = near ? `did you mean \`${near}\`?` : `there are ${names.join(", ")}`;
  const message = `there is no field \`${short(name)}\` here: ${hint}`;
  fault("unknown_field", message, value, join(path, short(name)), faults);
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text);

function fault(code, message, value, path, faults) {
  const violation = { path, code, message };
  if (typeof value === "string") violation.value = short(value);
  if (typeof value === "boolean" || Number.isFinite(value)) violation.value = value;
  faults.push(violation);
  return null;
}

/** What the wire answers, with the caller's names. What a newer engine adds stays as it is. */
export function decode(type, value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(type)) {
    return Array.isArray(value) ? value.map((item) => decode(type[0], item)) : value;
  }
  if (type.of !== undefined) {
    return Object.fromEntries(Object.entries(value).map(([k, item]) => [k, decode(type.of, item)]));
  }
  const known = fieldsOf(type, value);
  if (known === undefined) return value;
  const decoded = {};
  for (const name of Object.keys(value)) {
    const [key, inner] = known.answered.get(name) ?? [name];
    const of = value[name];
    decoded[key] = inner === undefined || typeof of !== "object" ? of : decode(inner, of);
  }
  return decoded;
}

/** A path of the wire within a type, as the caller wrote it; keys of maps are his own already. */
export function pathOf(type, path) {
  let at = type;
  return path.replace(/\[\d+\]|[^.[\]]+/g, (part) => {
    if (part.startsWith("[") || at?.of !== undefined) {
      at = Array.isArray(at) ? at[0] : at?.of;
      return part;
    }
    const of = typeof at === "string" ? TYPES.get(at) : undefined;
    const variants = of instanceof Map ? [...of.values()] : [of];
    at = variants.map((fields) => fields?.answered.get(part)?.[1]).find((found) => found);
    return camel(part);
  });
}

/** JSON, of what `encode` made. Only what is free in form could still be no JSON, or too long. */
export function toJson(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    const message = `this cannot be written as JSON: ${error.message}`;
    throw new InvalidError({ code: "malformed", message });
  }
}
