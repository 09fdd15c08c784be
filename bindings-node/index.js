// Milkround for Node.

export { open, rules } from "./lib/hub.js";
export {
  ConflictError,
  InternalError,
  InvalidError,
  MilkroundError,
  NotAllowedError,
  NotFoundError,
  UnavailableError,
} from "./lib/errors.js";
