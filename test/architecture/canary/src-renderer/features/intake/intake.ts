import { review } from "../review/review.ts";
export const intake = review;
