/** Calls `stop` on the first Ctrl-C, termination or hang-up; npm and the terminal may each send the same one. */
export function onTold(stop: () => void): void {
  let told = false;
  const once = (): void => {
    if (told) return;
    told = true;
    stop();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, once);
}
