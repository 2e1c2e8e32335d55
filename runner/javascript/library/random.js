// Randomness that a seed repeats: the stream of ChaCha20 (RFC 8439) under a key of the run.

(library) => {
  const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
  const state = Uint32Array.of(...CONSTANTS, ...library.seed);
  const keystream = { bytes: new Uint8Array(64), used: 64 };

  const ROUNDS = [
    [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
    [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
  ];

  function mix(block, target, source, turned, bits) {
    block[target] += block[source];
    const mixed = block[turned] ^ block[target];
    block[turned] = (mixed << bits) | (mixed >>> (32 - bits));
  }

  function refill() {
    const block = Uint32Array.from(state);
    for (let round = 0; round < 10; round++) {
      for (const [a, b, c, d] of ROUNDS) {
        mix(block, a, b, d, 16);
        mix(block, c, d, b, 12);
        mix(block, a, b, d, 8);
        mix(block, c, d, b, 7);
      }
    }
    const view = new DataView(keystream.bytes.buffer);
    block.forEach((word, at) => view.setUint32(at * 4, word + state[at], true));
    state[12]++;
    keystream.used = 0;
  }

  function randomBytes(count) {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at++) {
      if (keystream.used === 64) refill();
      bytes[at] = keystream.bytes[keystream.used++];
    }
    return bytes;
  }

  Math.random = () => {
    const view = new DataView(randomBytes(8).buffer);
    return (view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11)) / 2 ** 53;
  };

  function randomUUID() {
    const bytes = randomBytes(16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  globalThis.crypto = {
    randomUUID,
    getRandomValues(array) {
      if (!ArrayBuffer.isView(array)) throw new TypeError("getRandomValues needs a typed array");
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(randomBytes(array.byteLength));
      return array;
    },
    get subtle() {
      throw new Error("crypto.subtle is not here: use filters such as `|sha256` and `|hmac_sha256`");
    },
  };
};
