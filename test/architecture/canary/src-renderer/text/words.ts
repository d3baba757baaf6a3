import { plain } from "../ui/plain.tsx";
export const words = plain;
