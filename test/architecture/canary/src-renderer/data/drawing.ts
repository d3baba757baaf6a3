import { plain } from "../ui/plain.tsx";
export const drawing = plain;
