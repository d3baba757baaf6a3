/** Problems of courier packets (离线包), a part of the one list in problem-code.ts. */
export const courierProblems = {
  "packet-unreadable": {
    number: 3020,
    status: 422,
    meaning: "The file is no courier packet.",
    next: "Choose the file that the desk wrote (its name ends in .lxqpack).",
  },
  "packet-damaged": {
    number: 3021,
    status: 422,
    meaning: "The packet was cut or changed on its way.",
    next: "Copy it again from where it was written, or export it again; nothing was taken from it.",
  },
  "packet-foreign": {
    number: 3022,
    status: 409,
    meaning: "The packet was made for another province or another computer.",
    next: "Take it to the one it was made for; nothing was taken from it.",
  },
  "packet-too-new": {
    number: 3023,
    status: 422,
    meaning: "The packet was written by a newer version.",
    next: "Update this side first, then import it again.",
  },
  "packet-too-old": {
    number: 3024,
    status: 409,
    meaning: "The packet is older than what is here already.",
    next: "Nothing of it is needed; export a new one and have it answered.",
  },
  "packet-too-large": {
    number: 3025,
    status: 413,
    meaning: "The packet is larger than 1 GiB.",
    next: "Export again; the files then go in several packets.",
  },
  "packet-unknown-device": {
    number: 3026,
    status: 409,
    meaning: "The province does not know the computer that wrote the packet.",
    next: "Sign in online on that computer once; the steps stay on it.",
  },
  "packet-out-of-step": {
    number: 3027,
    status: 409,
    meaning: "The orders in the packet do not join those on this computer.",
    next: "Export a new packet here and have it answered.",
  },
  "packet-wrong-way": {
    number: 3028,
    status: 409,
    meaning: "The packet goes the other way.",
    next: "A return packet is imported on the computer that it answers, an office's packet anywhere with a line.",
  },
  "courier-not-ready": {
    number: 3029,
    status: 409,
    meaning: "This computer does not have the province's keys for packets yet.",
    next: "Sign in online on it once.",
  },
} as const;
