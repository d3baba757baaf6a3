/** Counties that take part and the cities above them. */
export const places = [
  { county: "x370902", city: "c3709" },
  { county: "x370911", city: "c3709" },
  { county: "x370102", city: "c3701" },
] as const;

/** The demo's accounts whose computers take part; each is a device of its own. */
export const cast = ["sd-quanneng", "ta-shenhe", "taishan", "taishan2", "daiyue", "jn-shenhe", "lixia"] as const;
