// The parts of the library that few jobs need: each is compiled when a name of it is first used.

const library = { MachineDate: Date, toJson, provide, load, sources: {} };
const evaluate = globalThis.eval;

function load(part) {
  const source = library.sources[part];
  delete library.sources[part];
  if (source !== undefined) evaluate(source)(library);
}

// Until `owner[name]` is set, by the part or by the job, reading it loads the part.
function provide(part, owner, name) {
  Object.defineProperty(owner, name, {
    configurable: true,
    get() {
      load(part);
      return owner[name];
    },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    },
  });
}

const PROVIDED = {
  console: "console",
  random: "crypto",
  dates: "Date performance",
  timers: "setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate",
  encoding: "TextEncoder TextDecoder structuredClone",
  url: "URL URLSearchParams",
  fetch: "fetch Headers Response AbortController AbortSignal",
};

for (const part of Object.keys(PROVIDED)) {
  for (const name of PROVIDED[part].split(" ")) provide(part, globalThis, name);
}
provide("random", Math, "random");
provide("locale", Number.prototype, "toLocaleString");
provide("locale", String.prototype, "localeCompare");
