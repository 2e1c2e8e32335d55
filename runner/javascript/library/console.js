// `console`, whose lines the runner writes to the log of the run.

(library) => {
  const { toJson } = library;

  const logged = [];

  function shown(value) {
    if (typeof value === "string") return value;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function") return `[Function: ${value.name || "anonymous"}]`;
    if (value instanceof Map) return `Map ${shown([...value])}`;
    if (value instanceof Set) return `Set ${shown([...value])}`;
    if (typeof value !== "object" || value === null) return String(value);
    try {
      return toJson(value);
    } catch {
      return String(value); // it refers to itself
    }
  }

  const FORMATS = {
    s: shown,
    d: (value) => String(Number(value)),
    i: (value) => String(Math.trunc(Number(value))),
    f: (value) => String(Number(value)),
    j: shown,
    o: shown,
    O: shown,
  };

  function formatted(values) {
    if (typeof values[0] !== "string") return values.map(shown).join(" ");
    const rest = values.slice(1);
    const text = values[0].replace(/%([sdifjoO%])/g, (whole, letter) => {
      if (letter === "%") return "%";
      return rest.length ? FORMATS[letter](rest.shift()) : whole;
    });
    return [text, ...rest.map(shown)].join(" ");
  }

  function logger(level) {
    return (...values) => void logged.push([level, formatted(values)]);
  }

  globalThis.console = {
    assert: (condition, ...values) => condition || logger("warning")("Assertion failed:", ...values),
    time() {},
    timeEnd() {},
    groupEnd() {},
  };
  for (const name of ["log", "info", "debug", "dir", "table", "group"]) console[name] = logger("log");
  for (const name of ["warn", "error", "trace"]) console[name] = logger("warning");

  Object.assign(library, { logged, shown });
};
