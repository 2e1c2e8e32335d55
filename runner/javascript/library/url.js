// `URL` and `URLSearchParams` for the URLs that jobs meet: http, https and their like.

(library) => {
  library.load("encoding");
  const { decodeUtf8 } = library;

  const DEFAULT_PORTS = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443", "ftp:": "21" };
  const URL_PARTS = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is;
  const AUTHORITY = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/;

  function percentEncoded(text, unwanted) {
    return text.toWellFormed().replace(unwanted, (part) => encodeURIComponent(part).replaceAll("'", "%27"));
  }

  const IN_PATH = /[^\x21-\x7e]+|["#<>?`{}]/gu;
  const IN_QUERY = /[^\x21-\x7e]+|["#<>']/gu;
  const IN_HASH = /[^\x21-\x7e]+|["<>`]/gu;

  function formEncoded(text) {
    const encoded = encodeURIComponent(String(text).toWellFormed()).replace(/%20/g, "+");
    return encoded.replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  }

  function formDecoded(text) {
    return text.replaceAll("+", " ").replace(/(?:%[0-9a-f]{2})+/gi, (found) => {
      const bytes = found.slice(1).split("%").map((digits) => parseInt(digits, 16));
      return decodeUtf8(bytes, false);
    });
  }

  function readPairs(source) {
    if (source === undefined || source === null) return [];
    if (typeof source === "object" && typeof source[Symbol.iterator] === "function") {
      return Array.from(source, ([name, value]) => [String(name), String(value)]);
    }
    if (typeof source === "object") return readPairs(Object.entries(source));
    const fields = String(source).replace(/^\?/, "").split("&").filter(Boolean);
    return fields.map((field) => {
      const [name, ...rest] = field.split("=");
      return [formDecoded(name), formDecoded(rest.join("="))];
    });
  }

  function isPair([key, item], name, value) {
    return key === String(name) && (value === undefined || item === String(value));
  }

  globalThis.URLSearchParams = class URLSearchParams {
    #pairs;
    #changed = () => {};

    constructor(source) {
      this.#pairs = readPairs(source);
    }

    // The parameters of a URL, which follows what is changed here.
    static of(source, changed) {
      const made = new URLSearchParams(source);
      made.#changed = changed;
      return made;
    }

    #replace(pairs) {
      this.#pairs = pairs;
      this.#changed(this.toString());
    }

    get size() {
      return this.#pairs.length;
    }

    append(name, value) {
      this.#replace([...this.#pairs, [String(name), String(value)]]);
    }

    delete(name, value) {
      this.#replace(this.#pairs.filter((pair) => !isPair(pair, name, value)));
    }

    get(name) {
      return this.#pairs.find(([key]) => key === String(name))?.[1] ?? null;
    }

    getAll(name) {
      return this.#pairs.filter(([key]) => key === String(name)).map(([, value]) => value);
    }

    has(name, value) {
      return this.#pairs.some((pair) => isPair(pair, name, value));
    }

    set(name, value) {
      const first = this.#pairs.findIndex(([key]) => key === String(name));
      if (first < 0) return this.append(name, value);
      const kept = this.#pairs.filter(([key], at) => key !== String(name) || at === first);
      this.#replace(kept.map((pair, at) => (at === first ? [String(name), String(value)] : pair)));
    }

    sort() {
      this.#replace(this.#pairs.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
    }

    forEach(callback, self) {
      for (const [name, value] of this.#pairs) callback.call(self, value, name, this);
    }

    *keys() {
      for (const [name] of this.#pairs) yield name;
    }

    *values() {
      for (const [, value] of this.#pairs) yield value;
    }

    *entries() {
      for (const [name, value] of this.#pairs) yield [name, value];
    }

    [Symbol.iterator]() {
      return this.entries();
    }

    toString() {
      return this.#pairs.map(([name, value]) => `${formEncoded(name)}=${formEncoded(value)}`).join("&");
    }
  };

  function withoutDots(path) {
    const kept = [];
    const steps = path.split("/");
    steps.forEach((step, at) => {
      const last = at === steps.length - 1;
      if (step === "..") {
        if (kept.length > 1) kept.pop();
        if (last) kept.push("");
      } else if (step !== "." || last) kept.push(step === "." ? "" : step);
    });
    return kept.join("/");
  }

  function invalid(text) {
    return new TypeError(`Invalid URL: '${text}'`);
  }

  function splitUrl(text) {
    const [, protocol, authority, path, search = "", hash = ""] = URL_PARTS.exec(text);
    return { protocol: protocol?.toLowerCase(), authority, path, search, hash };
  }

  function resolved(text, base) {
    const parts = splitUrl(text);
    const special = parts.protocol in DEFAULT_PORTS;
    if (parts.protocol !== undefined && (parts.authority !== undefined || !special)) return parts;
    if (base === undefined) throw invalid(text);
    const from = splitUrl(new URL(base).href);
    if (parts.authority !== undefined) return { ...parts, protocol: from.protocol };
    const inherited = { ...parts, protocol: from.protocol, authority: from.authority };
    if (parts.path === "") {
      const search = parts.search || (text.includes("?") ? "" : from.search);
      return { ...inherited, path: from.path, search };
    }
    const folder = from.path.slice(0, from.path.lastIndexOf("/") + 1);
    return { ...inherited, path: parts.path.startsWith("/") ? parts.path : folder + parts.path };
  }

  // Browsers take a backslash for a slash.
  function withSlashes(text) {
    if (!/^(?:https?|wss?|ftp):/i.test(text)) return text;
    return text.replace(/^[^?#]*/, (part) => part.replaceAll("\\", "/"));
  }

  globalThis.URL = class URL {
    #parts = {};
    #params;

    constructor(text, base) {
      const written = String(text).trim().replace(/[\t\n\r]/g, "");
      const found = resolved(withSlashes(written), base === undefined ? undefined : String(base));
      const { protocol, authority, path } = found;
      const special = protocol in DEFAULT_PORTS;
      const [, user, host = "", port = ""] = AUTHORITY.exec(authority ?? "") ?? [];
      const wrong = host === undefined || /[\s#%/<>?@\\^|]/.test(host) || port > 65535 || (special && !host);
      if (wrong || (authority && !AUTHORITY.test(authority))) throw invalid(text);
      const [username = "", ...password] = (user ?? "").split(":");
      this.#parts = {
        protocol,
        slashes: authority !== undefined,
        username: percentEncoded(username, IN_PATH),
        password: percentEncoded(password.join(":"), IN_PATH),
        hostname: special ? host.toLowerCase() : host,
        port: port === DEFAULT_PORTS[protocol] ? "" : port && String(Number(port)),
      };
      this.pathname = special ? path || "/" : path;
      this.search = found.search;
      this.hash = found.hash;
    }

    static canParse(text, base) {
      return URL.parse(text, base) !== null;
    }

    static parse(text, base) {
      try {
        return new URL(text, base);
      } catch {
        return null;
      }
    }

    get pathname() {
      return this.#parts.pathname;
    }

    set pathname(path) {
      const rooted = this.#parts.slashes && !String(path).startsWith("/") ? `/${path}` : String(path);
      this.#parts.pathname = percentEncoded(this.#parts.slashes ? withoutDots(rooted) : rooted, IN_PATH);
    }

    get search() {
      return this.#parts.search;
    }

    set search(text) {
      const query = String(text).replace(/^\?/, "");
      this.#parts.search = query && `?${percentEncoded(query, IN_QUERY)}`;
      this.#params = undefined;
    }

    get searchParams() {
      this.#params ??= URLSearchParams.of(this.#parts.search, (text) => {
        this.#parts.search = text && `?${text}`;
      });
      return this.#params;
    }

    get hash() {
      return this.#parts.hash;
    }

    set hash(text) {
      const fragment = String(text).replace(/^#/, "");
      this.#parts.hash = fragment && `#${percentEncoded(fragment, IN_HASH)}`;
    }

    get protocol() {
      return this.#parts.protocol;
    }

    set protocol(text) {
      this.#parts.protocol = `${String(text).replace(/:$/, "").toLowerCase()}:`;
    }

    get hostname() {
      return this.#parts.hostname;
    }

    set hostname(text) {
      this.#parts.hostname = String(text).toLowerCase();
    }

    get port() {
      return this.#parts.port;
    }

    set port(number) {
      this.#parts.port = String(number) === DEFAULT_PORTS[this.protocol] ? "" : String(number);
    }

    get host() {
      return this.port ? `${this.hostname}:${this.port}` : this.hostname;
    }

    set host(text) {
      const [hostname, port = ""] = String(text).split(/:(?=\d*$)/);
      this.hostname = hostname;
      this.port = port;
    }

    get username() {
      return this.#parts.username;
    }

    set username(text) {
      this.#parts.username = percentEncoded(String(text), /[^\w.~-]/gu);
    }

    get password() {
      return this.#parts.password;
    }

    set password(text) {
      this.#parts.password = percentEncoded(String(text), /[^\w.~-]/gu);
    }

    get origin() {
      return this.protocol in DEFAULT_PORTS ? `${this.protocol}//${this.host}` : "null";
    }

    get href() {
      const { username, password, slashes } = this.#parts;
      const user = username || password ? `${username}${password && `:${password}`}@` : "";
      const authority = slashes ? `//${user}${this.host}` : "";
      return this.protocol + authority + this.pathname + this.search + this.hash;
    }

    set href(text) {
      const made = new URL(text);
      this.#parts = made.#parts;
      this.#params = undefined;
    }

    toString() {
      return this.href;
    }

    toJSON() {
      return this.href;
    }
  };
};
