// `fetch`: a wish that the runner fulfils through the run's own way to the network.

(library) => {
  library.load("encoding");
  const { bytesOf } = library;

  const wishes = { pending: [], waiting: new Map(), last: 0 };

  globalThis.Headers = class Headers {
    #lists = new Map();

    constructor(source) {
      if (source === undefined || source === null) return;
      const pairs = typeof source[Symbol.iterator] === "function" ? source : Object.entries(source);
      for (const [name, value] of pairs) this.append(name, value);
    }

    append(name, value) {
      const key = String(name).toLowerCase();
      this.#lists.set(key, [...(this.#lists.get(key) ?? []), String(value).trim()]);
    }

    set(name, value) {
      this.#lists.set(String(name).toLowerCase(), [String(value).trim()]);
    }

    get(name) {
      return this.#lists.get(String(name).toLowerCase())?.join(", ") ?? null;
    }

    getSetCookie() {
      return [...(this.#lists.get("set-cookie") ?? [])];
    }

    has(name) {
      return this.#lists.has(String(name).toLowerCase());
    }

    delete(name) {
      this.#lists.delete(String(name).toLowerCase());
    }

    forEach(callback, self) {
      for (const [name, value] of this) callback.call(self, value, name, this);
    }

    *entries() {
      for (const name of [...this.#lists.keys()].sort()) yield [name, this.get(name)];
    }

    *keys() {
      for (const [name] of this) yield name;
    }

    *values() {
      for (const [, value] of this) yield value;
    }

    [Symbol.iterator]() {
      return this.entries();
    }
  };

  function fromBase64(text) {
    return Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  }

  function toBase64(bytes) {
    const parts = [];
    for (let at = 0; at < bytes.length; at += 4096) {
      parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
    }
    return btoa(parts.join(""));
  }

  globalThis.Response = class Response {
    #bytes;

    constructor(body = null, { status = 200, statusText = "", headers } = {}) {
      this.#bytes = body === null ? new Uint8Array(0) : bodyBytes(body);
      Object.assign(this, { status, statusText, headers: new Headers(headers), url: "" });
      Object.assign(this, { ok: status >= 200 && status <= 299, redirected: false, bodyUsed: false });
    }

    async bytes() {
      if (this.bodyUsed) throw new TypeError("the body was read already; use clone() to read it twice");
      this.bodyUsed = true;
      return this.#bytes;
    }

    async arrayBuffer() {
      return (await this.bytes()).slice().buffer;
    }

    async text() {
      return new TextDecoder().decode(await this.bytes());
    }

    async json() {
      return JSON.parse(await this.text());
    }

    clone() {
      const copy = new Response(this.#bytes, this);
      return Object.assign(copy, { url: this.url, redirected: this.redirected });
    }
  };

  function bodyBytes(body) {
    if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return bytesOf(body);
    return new TextEncoder().encode(String(body));
  }

  globalThis.AbortSignal = class AbortSignal {
    aborted = false;
    reason = undefined;
    #listeners = [];

    static timeout(milliseconds) {
      return Object.assign(new AbortSignal(), { milliseconds });
    }

    static abort(reason) {
      const controller = new AbortController();
      controller.abort(reason);
      return controller.signal;
    }

    addEventListener(name, listener) {
      if (name === "abort") this.#listeners.push(listener);
    }

    throwIfAborted() {
      if (this.aborted) throw this.reason;
    }

    raise(reason) {
      if (this.aborted) return;
      this.aborted = true;
      this.reason = reason ?? new DOMException("This operation was aborted", "AbortError");
      for (const listener of this.#listeners) listener({ type: "abort", target: this });
      this.onabort?.({ type: "abort", target: this });
    }
  };

  globalThis.AbortController = class AbortController {
    signal = new AbortSignal();

    abort(reason) {
      this.signal.raise(reason);
    }
  };

  // The bytes of a body, and the content type that goes with it where none is given.
  function encodedBody(body) {
    if (body === null || body === undefined) return [new Uint8Array(0), null];
    if (body instanceof URLSearchParams) {
      return [bodyBytes(body), "application/x-www-form-urlencoded;charset=UTF-8"];
    }
    if (typeof body === "string") return [bodyBytes(body), "text/plain;charset=UTF-8"];
    if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return [bytesOf(body), null];
    throw new TypeError("the body of a fetch is a text, bytes or URLSearchParams: use JSON.stringify(...)");
  }

  function wishOf(target, { method = "GET", headers, body, redirect = "follow", signal }) {
    const sent = new Headers(headers);
    const [bytes, type] = encodedBody(body);
    if (type !== null && !sent.has("content-type")) sent.set("content-type", type);
    return {
      url: new URL(target).href,
      method: String(method).toUpperCase(),
      headers: [...sent],
      body: toBase64(bytes),
      follow: redirect === "follow",
      seconds: signal?.milliseconds === undefined ? null : signal.milliseconds / 1000,
    };
  }

  globalThis.fetch = async (target, options = {}) => {
    options.signal?.throwIfAborted();
    const called = new Error().stack; // an error after the answer knows nothing of the job's line
    const wish = wishOf(target, options);
    wishes.last += 1;
    wishes.pending.push({ id: wishes.last, ...wish });
    const answer = await new Promise((resolve) => wishes.waiting.set(wishes.last, resolve));
    const redirects = options.redirect === "error" && answer.status >= 300 && answer.status < 400;
    const problem = redirects ? 'the server redirects, and `redirect` is "error"' : answer.error;
    if (problem !== undefined) {
      throw Object.assign(new TypeError(`fetch failed: ${problem}`), { stack: called });
    }
    const response = new Response(fromBase64(answer.body), answer);
    return Object.assign(response, { url: answer.url, redirected: answer.url !== wish.url });
  };

  function takeWishes() {
    return wishes.pending.splice(0);
  }

  function fulfil(answers) {
    for (const answer of answers) {
      wishes.waiting.get(answer.id)(answer);
      wishes.waiting.delete(answer.id);
    }
  }

  Object.assign(library, { takeWishes, fulfil });
};
