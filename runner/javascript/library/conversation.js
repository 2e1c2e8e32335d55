// The way of a job's code: it is compiled, walks over elements or runs once, and what comes of it.

const NAMES = ["$input", "$var", "$auth", "$env"];
// What else the code sees; names that mean nothing there are left to the code.
const ELEMENT = ["$this", "$index", "$parent"];
const MORE_NAMES = { alone: [], once: ["$this"], reduce: [...ELEMENT, "$result"] };
// The job's lines begin far below those of this library, so that places tell the two apart.
const FIRST_LINE = 10000;
const AsyncFunction = (async () => {}).constructor;

const outcome = { state: "pending", text: "null", error: null };

function elementsOf({ subject, keys }) {
  return keys ? keys.map((key) => [key, subject[key]]) : subject.map((item, at) => [at, item]);
}

const WALKS = {
  alone: (job, call) => call(),
  once: (job, call) => call(job.subject),
  async map(job, call) {
    const results = [];
    for (const [key, item] of elementsOf(job)) results.push(await call(item, key, job.subject));
    return results;
  },
  // The places of the elements: their values stay with the runner as they are.
  async filter(job, call) {
    const places = [];
    for (const [at, [key, item]] of elementsOf(job).entries()) {
      if (await call(item, key, job.subject)) places.push(at);
    }
    return places;
  },
  async every(job, call) {
    for (const [key, item] of elementsOf(job)) if (!(await call(item, key, job.subject))) return false;
    return true;
  },
  async find(job, call) {
    for (const [at, [key, item]] of elementsOf(job).entries()) {
      if (await call(item, key, job.subject)) return at;
    }
    return -1;
  },
  async reduce(job, call) {
    let result = job.initial;
    for (const [key, item] of elementsOf(job)) result = await call(item, key, job.subject, result);
    return result;
  },
};

function compiled(job) {
  try {
    const names = [...NAMES, ...(MORE_NAMES[job.walk] ?? ELEMENT)];
    // The constructor lets the code begin in a third line.
    return new AsyncFunction(...names, "\n".repeat(FIRST_LINE - 3) + job.code);
  } catch (thrown) {
    fail(thrown, "refused");
    return null;
  }
}

async function run(job) {
  const code = compiled(job);
  if (code === null) return;
  try {
    const call = (...bound) => code(job.input, job.var, null, job.env, ...bound);
    outcome.text = toJson(await WALKS[job.walk](job, call)) ?? "null";
    outcome.state = "done";
  } catch (thrown) {
    fail(thrown);
  }
}

function fail(thrown, state = "failed") {
  if (outcome.state !== "pending") return;
  outcome.state = state;
  outcome.error = describe(thrown);
}

function receive(text) {
  const { job, answers, fire, ...rest } = native.parse(text);
  Object.assign(library, rest);
  library.started ??= library.now;
  if (job) run(job);
  if (answers) library.fulfil(answers);
  if (fire) {
    try {
      library.fireNextTimer();
    } catch (thrown) {
      fail(thrown);
    }
  }
}

function give(part, source) {
  library.sources[part] = source;
}

function report() {
  // A job that sets these would change what the runner reads.
  delete Object.prototype.toJSON;
  delete Array.prototype.toJSON;
  const { state, error } = outcome;
  return toJson({
    state,
    error,
    logged: library.logged?.splice(0) ?? [],
    wishes: library.takeWishes?.() ?? [],
    wait: library.untilNextTimer?.() ?? null,
  });
}

function result() {
  return outcome.text;
}
