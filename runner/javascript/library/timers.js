// `setTimeout` and its like. Time passes only where nothing else is left to do: the runner waits then.

(library) => {
  const timers = new Map();
  const timeline = { passed: 0, last: 0 };

  function addTimer(callback, delay, values, every) {
    if (typeof callback !== "function") throw new TypeError("a timer needs a function");
    const pause = Math.max(1, Math.trunc(Number(delay)) || 0);
    timeline.last += 1;
    timers.set(timeline.last, { due: timeline.passed + pause, callback, values, pause, every });
    return timeline.last;
  }

  // The timer that is due first; of two, the one that was set first.
  function nextTimer() {
    let found = null;
    for (const [id, timer] of timers) {
      if (found === null || timer.due < found[1].due) found = [id, timer];
    }
    return found;
  }

  function untilNextTimer() {
    const next = nextTimer();
    return next === null ? null : next[1].due - timeline.passed;
  }

  function fireNextTimer() {
    const [id, timer] = nextTimer();
    timeline.passed = timer.due;
    timers.delete(id);
    if (timer.every) timers.set(id, { ...timer, due: timer.due + timer.pause });
    timer.callback(...timer.values);
  }

  function removeTimer(id) {
    timers.delete(id);
  }

  globalThis.setTimeout = (callback, delay, ...values) => addTimer(callback, delay, values, false);
  globalThis.setInterval = (callback, delay, ...values) => addTimer(callback, delay, values, true);
  globalThis.setImmediate = (callback, ...values) => addTimer(callback, 0, values, false);
  globalThis.clearTimeout = removeTimer;
  globalThis.clearInterval = removeTimer;
  globalThis.clearImmediate = removeTimer;

  Object.assign(library, { untilNextTimer, fireNextTimer });
};
