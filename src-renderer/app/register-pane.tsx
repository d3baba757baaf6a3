import { useLocation } from "wouter";

import { RegisterForm } from "../features/intake/register-form.tsx";
import { useTellSaved } from "./order-pane.tsx";
import { pathTo } from "./routes.ts";
import styles from "./shell.module.css";

/** A new appeal takes the room of list and order: the caller is on the line. */
export function RegisterPane(): React.JSX.Element {
  const [, go] = useLocation();
  const told = useTellSaved();
  return (
    <main className={styles["order"]}>
      <RegisterForm
        onLeave={() => history.back()}
        hrefOf={(order) => `#${pathTo("all", order)}`}
        onRegistered={(order, merging) => {
          told();
          go(merging ? pathTo("to-dispatch", order, "merge-order") : pathTo("to-dispatch", order));
        }}
      />
    </main>
  );
}
