// What was thrown, as data that the runner can put into a sentence.

function asText(value) {
  return value === undefined || value === null ? "" : String(value);
}

// Made while there still is memory.
const NO_MEMORY = { name: "InternalError", message: "out of memory", stack: "", maker: "" };

function describe(thrown) {
  // A getter or a `toString` of the thrown value may throw as well.
  try {
    if (thrown instanceof Error) {
      const { name, message, stack, constructor } = thrown;
      const texts = { name, message, stack, maker: constructor?.name };
      return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, asText(value)]));
    }
    return { thrown: native.parse(toJson(thrown) ?? "null") };
  } catch (again) {
    return again instanceof InternalError ? NO_MEMORY : { thrown: null };
  }
}
