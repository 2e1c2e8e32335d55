// `TextEncoder`, `TextDecoder` and `structuredClone`.

(library) => {
  library.load("console");
  const { shown, MachineDate } = library;

  globalThis.TextEncoder = class TextEncoder {
    encoding = "utf-8";

    encode(text = "") {
      const bytes = unescape(encodeURIComponent(String(text).toWellFormed()));
      return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    }
  };

  // The number of bytes that a lead byte announces, and the range of the byte that may follow it.
  function sequence(lead) {
    if (lead < 0x80) return [0, 0, 0];
    if (lead >= 0xc2 && lead <= 0xdf) return [1, 0x80, 0xbf];
    if (lead >= 0xe0 && lead <= 0xef) return [2, lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf];
    if (lead >= 0xf0 && lead <= 0xf4) return [3, lead === 0xf0 ? 0x90 : 0x80, lead === 0xf4 ? 0x8f : 0xbf];
    return [-1, 0, 0];
  }

  function decodeUtf8(bytes, fatal) {
    const parts = [];
    for (let at = 0; at < bytes.length; ) {
      let [more, low, high] = sequence(bytes[at]);
      let code = more > 0 ? bytes[at] & (0x3f >> more) : bytes[at];
      at += 1;
      while (more > 0 && bytes[at] >= low && bytes[at] <= high) {
        code = (code << 6) | (bytes[at] & 0x3f);
        [more, low, high] = [more - 1, 0x80, 0xbf];
        at += 1;
      }
      if (more !== 0 && fatal) throw new TypeError("the bytes are not valid UTF-8");
      parts.push(more === 0 ? String.fromCodePoint(code) : "\ufffd");
    }
    return parts.join("");
  }

  function bytesOf(data) {
    if (data === undefined) return new Uint8Array(0);
    if (data instanceof ArrayBuffer) return new Uint8Array(data);
    if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    throw new TypeError("expected an ArrayBuffer or a typed array");
  }

  globalThis.TextDecoder = class TextDecoder {
    constructor(label = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
      if (!/^\s*utf-?8\s*$/i.test(label)) throw new RangeError(`only UTF-8 can be decoded, not ${label}`);
      Object.assign(this, { encoding: "utf-8", fatal, ignoreBOM });
    }

    decode(data) {
      const text = decodeUtf8(bytesOf(data), this.fatal);
      return this.ignoreBOM ? text : text.replace(/^\ufeff/, "");
    }
  };

  function cloned(value, seen) {
    if (typeof value === "function" || typeof value === "symbol") {
      throw new DOMException(`${shown(value)} could not be cloned.`, "DataCloneError");
    }
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const copy = emptyCopy(value);
    seen.set(value, copy);
    fill(copy, value, seen);
    return copy;
  }

  function fill(copy, value, seen) {
    if (value instanceof Map) {
      for (const [key, item] of value) copy.set(cloned(key, seen), cloned(item, seen));
    } else if (value instanceof Set) {
      for (const item of value) copy.add(cloned(item, seen));
    } else if (!ArrayBuffer.isView(value)) {
      for (const key of Object.keys(value)) copy[key] = cloned(value[key], seen);
    }
  }

  function emptyCopy(value) {
    if (Array.isArray(value)) return new Array(value.length);
    if (value instanceof MachineDate) return new MachineDate(value.getTime());
    if (value instanceof RegExp) return new RegExp(value.source, value.flags);
    if (value instanceof Map) return new Map();
    if (value instanceof Set) return new Set();
    if (value instanceof Error) return new value.constructor(value.message);
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.slice();
    return {};
  }

  globalThis.structuredClone = (value) => cloned(value, new Map());

  Object.assign(library, { bytesOf, decodeUtf8 });
};
