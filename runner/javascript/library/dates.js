// `Date` with the clock of the run, and in UTC wherever the job runs, as on Xano's machines.

(library) => {
  const { MachineDate } = library;

  const READINGS_PER_MILLISECOND = 1000;
  const clock = { now: library.now, readings: 0 };

  // Time stands still while code runs, so that equal runs are equal; it moves a little with its
  // readings, since a loop that waits for a later time would never end.
  function now() {
    clock.readings += 1;
    const moved = clock.readings % READINGS_PER_MILLISECOND === 0 ? 1 : 0;
    clock.now = Math.max(clock.now + moved, library.now);
    return clock.now;
  }

  const HAS_ZONE = /(?:Z|GMT|UTC|\d[+-]\d{2}:?\d{2}|[+-]\d{4})(?:\s*\(.*\))?$/i;
  const ISO_DATE = /^[+-]?\d{4,6}(?:-\d{2}){0,2}$/;
  const ISO_TIME = /^[+-]?\d{4,6}(?:-\d{2}){0,2}[T ]\d{2}:\d{2}/;

  const parseInMachineZone = MachineDate.parse;

  // A text without a zone is read in the machine's zone: it is given one.
  function parseTime(text) {
    const trimmed = text.trim();
    if (ISO_DATE.test(trimmed) || HAS_ZONE.test(trimmed)) return parseInMachineZone(trimmed);
    return parseInMachineZone(ISO_TIME.test(trimmed) ? `${trimmed.replace(" ", "T")}Z` : `${trimmed} GMT`);
  }

  function timeOf(values) {
    if (values.length === 0) return now();
    if (values.length > 1) return MachineDate.UTC(...values);
    const value = values[0]?.valueOf();
    return typeof value === "string" ? parseTime(value) : Number(values[0]);
  }

  globalThis.Date = new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, values, made) => Reflect.construct(target, [timeOf(values)], made),
  });
  MachineDate.now = now;
  MachineDate.parse = (text) => parseTime(`${text}`);
  MachineDate.prototype.constructor = Date;

  for (const part of ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds", "Day"]) {
    MachineDate.prototype[`get${part}`] = MachineDate.prototype[`getUTC${part}`];
    if (part !== "Day") MachineDate.prototype[`set${part}`] = MachineDate.prototype[`setUTC${part}`];
  }

  // "Thu, 01 Jan 1970 00:00:00 GMT" in parts.
  function dateParts(date) {
    const [weekday, day, month, year, time] = date.toUTCString().split(/,? /);
    const zone = "GMT+0000 (Coordinated Universal Time)";
    return { day: `${weekday} ${month} ${day} ${year}`, time: `${time} ${zone}` };
  }

  function invalidOr(write) {
    return function (...values) {
      return Number.isNaN(this.getTime()) ? "Invalid Date" : write(this, ...values);
    };
  }

  Object.assign(MachineDate.prototype, {
    getTimezoneOffset() {
      return Number.isNaN(this.getTime()) ? NaN : 0;
    },
    toString: invalidOr((date) => `${dateParts(date).day} ${dateParts(date).time}`),
    toDateString: invalidOr((date) => dateParts(date).day),
    toTimeString: invalidOr((date) => dateParts(date).time),
  });

  // Loaded before, for a number or a text, it has set them already.
  const localized = "locale" in library.sources ? ["String", "DateString", "TimeString"] : [];
  for (const part of localized) library.provide("locale", MachineDate.prototype, `toLocale${part}`);

  globalThis.performance = {
    now: () => now() - library.started,
    timeOrigin: library.started,
  };
};
