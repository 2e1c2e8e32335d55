// The few texts of a locale that can be had without `Intl`: those of American English.

(library) => {
  const { MachineDate } = library;

  const ENGLISH = new Set([undefined, "en", "en-US"]);
  const CURRENCIES = { USD: "$", EUR: "€", GBP: "£" };
  const FRACTION_OPTIONS = ["minimumFractionDigits", "maximumFractionDigits"];
  const NUMBER_OPTIONS = new Set(["style", "currency", "useGrouping", ...FRACTION_OPTIONS]);
  // The least and the greatest number of decimals where none is asked for.
  const USUAL_DIGITS = { decimal: [0, 3], percent: [0, 0], currency: [2, 2] };

  function needsIntl(name, instead) {
    throw new Error(`${name} with this locale or options needs Intl, which is not here: use ${instead}`);
  }

  function checkNumberOptions(locale, options) {
    const { style = "decimal", currency } = options;
    const known = Object.keys(options).every((name) => NUMBER_OPTIONS.has(name));
    const written = style in USUAL_DIGITS && (style !== "currency" || currency in CURRENCIES);
    if (!known || !written || !ENGLISH.has(locale)) needsIntl("toLocaleString", "`|number_format`");
  }

  function numberText(number, locale, options = {}) {
    checkNumberOptions(locale, options);
    const { style = "decimal", currency, useGrouping = true } = options;
    const [usualLeast, usualMost] = USUAL_DIGITS[style];
    const { minimumFractionDigits: fewest, maximumFractionDigits: greatest } = options;
    const least = fewest ?? Math.min(usualLeast, greatest ?? usualLeast);
    const most = greatest ?? Math.max(usualMost, least);
    if (!Number.isFinite(number)) return Number.isNaN(number) ? "NaN" : number < 0 ? "-∞" : "∞";
    const text = grouped(Math.abs(style === "percent" ? number * 100 : number), least, most, useGrouping);
    const sign = number < 0 && /[1-9]/.test(text) ? "-" : "";
    return sign + (CURRENCIES[style === "currency" && currency] ?? "") + text + (style === "percent" ? "%" : "");
  }

  function grouped(number, least, most, useGrouping) {
    const [whole, fraction = ""] = number.toFixed(most).split(".");
    const digits = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, "");
    const parts = useGrouping ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
    return digits ? `${parts}.${digits}` : parts;
  }

  Number.prototype.toLocaleString = function (locale, options) {
    return numberText(Number(this), locale, options);
  };

  function dateText(name, write) {
    return function (locale, { timeZone = "UTC", ...rest } = {}) {
      const known = ENGLISH.has(locale) && timeZone === "UTC" && Object.keys(rest).length === 0;
      if (!known) needsIntl(name, "`|format_timestamp`");
      return Number.isNaN(this.getTime()) ? "Invalid Date" : write(this);
    };
  }

  function shortDate(date) {
    return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  }

  function shortTime(date) {
    const [hours, rest] = [date.getUTCHours(), date.toISOString().slice(-10, -5)];
    return `${hours % 12 || 12}:${rest} ${hours < 12 ? "AM" : "PM"}`;
  }

  Object.assign(MachineDate.prototype, {
    toLocaleDateString: dateText("toLocaleDateString", shortDate),
    toLocaleTimeString: dateText("toLocaleTimeString", shortTime),
    toLocaleString: dateText("toLocaleString", (date) => `${shortDate(date)}, ${shortTime(date)}`),
  });

  // As dictionaries order words: signs, digits, letters, then by accents, then small letters first.
  function letters(text) {
    const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.replace(/[^\p{L}\p{N}]/gu, (sign) => `\0${sign}`);
  }

  function order(one, other) {
    return one < other ? -1 : one > other ? 1 : 0;
  }

  function compareNumerically(one, other) {
    const [left, right] = [one, other].map((text) => text.split(/(\d+)/));
    for (let at = 0; at < Math.min(left.length, right.length); at++) {
      const found = at % 2 ? left[at] - right[at] : order(left[at], right[at]);
      if (found) return Math.sign(found);
    }
    return left.length - right.length;
  }

  String.prototype.localeCompare = function (other, locale, options = {}) {
    const { numeric = false, sensitivity = "variant" } = options;
    const [one, two] = [String(this), String(other)];
    const byLetters = (numeric ? compareNumerically : order)(letters(one), letters(two));
    if (byLetters || sensitivity === "base") return byLetters;
    const byAccents = order(one.normalize("NFD").toLowerCase(), two.normalize("NFD").toLowerCase());
    if (byAccents || sensitivity === "accent") return byAccents;
    return -order(one.normalize("NFD"), two.normalize("NFD"));
  };
};
