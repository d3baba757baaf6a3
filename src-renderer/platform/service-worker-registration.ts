import { BehaviorSubject, type Observable } from "rxjs";

/** Whether a new version of the desk has been fetched and waits to take over. */
export type DeskUpdate = Readonly<{ updateReady$: Observable<boolean>; updateNow: () => void }>;

const checkEveryMs = 3_600_000;

/**
 * Registers the service worker that keeps the desk openable without a line. Only in a browser and only in a build: the
 * desktop has its files on disk, and development wants fresh ones.
 */
export function registerServiceWorker(kind: "desktop" | "browser"): DeskUpdate {
  const updateReady$ = new BehaviorSubject(false);
  if (kind === "desktop" || !import.meta.env.PROD || !("serviceWorker" in navigator)) {
    return { updateReady$, updateNow: () => undefined };
  }
  const waiting: { worker: ServiceWorker | null } = { worker: null };
  const registered = (registration: ServiceWorkerRegistration): void => {
    const found = (worker: ServiceWorker): void => {
      waiting.worker = worker;
      updateReady$.next(true);
    };
    watch(registration, found);
  };
  // A desk that cannot be kept offline still works online; the next load tries again.
  navigator.serviceWorker.register("/sw.js").then(registered, () => undefined);
  return { updateReady$, updateNow: () => takeOver(waiting.worker) };
}

function watch(registration: ServiceWorkerRegistration, found: (worker: ServiceWorker) => void): void {
  if (registration.waiting && navigator.serviceWorker.controller) found(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && navigator.serviceWorker.controller) found(installing);
    });
  });
  setInterval(() => void registration.update().catch(() => undefined), checkEveryMs);
}

function takeOver(worker: ServiceWorker | null): void {
  if (!worker) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("take-over");
}
