import { createContext } from "react";

import type { ReactNode } from "react";

/** What one reads while a step's form is open: whoever shows the order gives it, the form's frame puts it below the fields. */
export const StepReading = createContext<ReactNode>(null);
