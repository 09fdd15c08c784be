// Errors: one base, and a class for each kind of failure.

/** Why a call failed. Nothing was changed by it. */
export class MilkroundError extends Error {
  constructor({ code, message, path, details = {}, violations = [], retryable = false }) {
    super(message);
    Object.assign(this, { code, path, details, violations, retryable });
  }
}

export class InvalidError extends MilkroundError {}
export class NotFoundError extends MilkroundError {}
export class ConflictError extends MilkroundError {}
export class NotAllowedError extends MilkroundError {}
export class UnavailableError extends MilkroundError {}
export class InternalError extends MilkroundError {}

const CLASSES = {
  invalid: InvalidError,
  not_found: NotFoundError,
  conflict: ConflictError,
  not_allowed: NotAllowedError,
  unavailable: UnavailableError,
  internal: InternalError,
};
for (const type of [MilkroundError, ...Object.values(CLASSES)]) {
  Object.defineProperty(type.prototype, "name", { value: type.name });
}

/** The error of the wire as an exception. `pathOf` makes a path name what the caller wrote. */
export function errorOf(error, pathOf) {
  let { message } = error;
  const violations = error.violations?.map((violation) => {
    const path = pathOf(violation.path);
    const field = (at) => `\`${at.split(".").at(-1)}\``;
    const said = violation.message.replaceAll(field(violation.path), () => field(path));
    const told = `${violation.path}: ${violation.message}`;
    message = message.replace(told, () => `${path}: ${said}`);
    return { ...violation, path, message: said };
  });
  const path = error.path === undefined ? undefined : pathOf(error.path);
  return new (CLASSES[error.class] ?? MilkroundError)({ ...error, message, path, violations });
}

/** What is refused before the engine sees it, in the words and with the codes of the engine. */
export function invalid(violations) {
  const told = violations.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  if (told.length === 1) {
    const [{ path }] = violations;
    return new InvalidError({ code: "invalid_input", message: told[0], path, violations });
  }
  const rest = told.length > 5 ? `; and ${told.length - 5} more` : "";
  const message = `${told.length} fields are not valid: ${told.slice(0, 5).join("; ")}${rest}`;
  return new InvalidError({ code: "invalid_input", message, violations });
}
