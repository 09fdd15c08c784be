// An open hub, and the same methods in the name of others.

import { decode, encode, pathOf, toJson } from "./coders.js";
import { errorOf } from "./errors.js";
import { native } from "./native.js";
import { AREAS, RULES } from "./operations.js";

const SYSTEM = { kind: "system" };

/** What an answer holds, or the error that it is. */
function read([, request, answer], text) {
  const told = JSON.parse(text);
  if (told.error !== undefined) throw errorOf(told.error, (path) => pathOf(request, path));
  return decode(answer, told.ok);
}

/** A class with the methods of an area; `send` does what they ask. */
function areaClass(methods) {
  return class {
    #send;
    constructor(send) {
      this.#send = send;
    }
    static {
      for (const [verb, operation] of Object.entries(methods)) {
        this.prototype[verb] = function (args = {}, options = {}) {
          return this.#send(operation, args, options);
        };
      }
    }
  };
}

const { "": own, ...areas } = AREAS;
const CLASSES = Object.entries(areas).map(([area, methods]) => [area, areaClass(methods)]);

/** All that can be done in the name of one actor. */
class Operations extends areaClass(own) {
  constructor(call, actor) {
    const send = async (operation, args, options) => {
      const input = encode(operation[1], args);
      const envelope = { actor, ...encode("CallOptions", options), input };
      return read(operation, await call(operation[0], toJson(envelope)));
    };
    super(send);
    for (const [area, Area] of CLASSES) {
      Object.defineProperty(this, area, { value: new Area(send), enumerable: true });
    }
  }
}

class Hub extends Operations {
  #engine;
  #running = new Set();
  #closing;

  constructor(engine) {
    super((operation, envelope) => this.call(operation, envelope), SYSTEM);
    this.#engine = engine;
  }

  asUser(user, enterprises) {
    return this.#as({ kind: "user", user, enterprises });
  }

  asCustomer(enterprise, customer, contact) {
    return this.#as({ kind: "customer", enterprise, customer, contact });
  }

  #as(actor) {
    const call = (operation, envelope) => this.call(operation, envelope);
    return new Operations(call, encode("Actor", actor));
  }

  async call(operation, envelope) {
    if (this.#closing !== undefined) {
      const error = new Error("the hub is closed: open it again");
      throw Object.assign(error, { code: "ERR_USE_AFTER_CLOSE" });
    }
    const answer = this.#engine.call(operation, envelope);
    this.#running.add(answer);
    try {
      return await answer;
    } finally {
      this.#running.delete(answer);
    }
  }

  close() {
    this.#closing ??= Promise.allSettled(this.#running).then(() => this.#engine.close());
    return this.#closing;
  }

  [Symbol.asyncDispose]() {
    return this.close();
  }
}

/** Opens a hub: `sqlite:hub.db`, `postgres://user:password@host:5432/database`, or `memory:`. */
export async function open(url, options = {}) {
  const opening = { ...encode("OpenOptions", options), url: encode("text", url, "url") };
  const engine = await native.open(toJson(opening));
  if (typeof engine !== "string") return new Hub(engine);
  throw errorOf(JSON.parse(engine).error, (path) => pathOf("OpenOptions", path));
}

/** The pure rules. */
export const rules = Object.fromEntries(
  Object.entries(RULES).map(([verb, operation]) => {
    const rule = (args = {}) => {
      const envelope = toJson({ input: encode(operation[1], args) });
      return read(operation, native.rule(operation[0], envelope));
    };
    return [verb, rule];
  }),
);
