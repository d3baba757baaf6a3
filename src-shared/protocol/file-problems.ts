/** Problems of files, a part of the one list in problem-code.ts. */
export const fileProblems = {
  "file-too-large": {
    number: 4001,
    status: 413,
    meaning: "The file is larger than 50 MB.",
    next: "Make it smaller or attach it in parts.",
  },
  "file-type": {
    number: 4002,
    status: 415,
    meaning: "This kind of file is not taken.",
    next: "Attach a picture, PDF, audio, video or text file.",
  },
  "file-damaged": {
    number: 4003,
    status: 422,
    meaning: "The file's bytes do not match its name.",
    next: "The desk uploads it again by itself.",
  },
  "picture-too-large": {
    number: 4005,
    status: 413,
    meaning: "The picture has more than 120 million pixels.",
    next: "Take it smaller, or attach it as a PDF.",
  },
  "file-empty": {
    number: 4006,
    status: 422,
    meaning: "The file has no bytes.",
    next: "Save it once more where it comes from, or choose another one.",
  },
  "no-such-file": {
    number: 4004,
    status: 404,
    meaning: "The file has not arrived at the province.",
    next: "It comes when the desk that attached it is online.",
  },
} as const;
