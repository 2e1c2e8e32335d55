// JSON as it was before the job's own code could change it.

const native = { parse: JSON.parse, stringify: JSON.stringify, rawJSON: JSON.rawJSON };

// BigInts keep all their digits.
function exact(key, value) {
  return typeof value === "bigint" ? native.rawJSON(String(value)) : value;
}

function toJson(value) {
  return native.stringify(value, exact);
}

globalThis.require = (name) => {
  throw new Error(`require is not here: npm modules such as ${name} cannot be loaded`);
};
