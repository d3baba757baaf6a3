import { useEffect, useState } from "react";
import { take, type Observable } from "rxjs";

type Seen<T> = Readonly<{ source: Observable<T>; value: T | "loading" }>;

/**
 * The latest value of a stream; `loading` until it has said something, and again when the stream is another one.
 * @param source must be the same object from render to render as long as it means the same
 */
export function useLive<T>(source: Observable<T>): T | "loading" {
  const { value, isCurrent } = useLatest(source);
  return isCurrent ? value : "loading";
}

/** As `useLive`, but goes on showing the last value while another stream has yet to speak. */
export function useLatest<T>(source: Observable<T>): Readonly<{ value: T | "loading"; isCurrent: boolean }> {
  const [seen, setSeen] = useState<Seen<T>>(() => ({ source, value: firstNow(source) }));
  useEffect(() => {
    const subscription = source.subscribe((value) =>
      // What has not changed is not drawn again.
      setSeen((before) => (before.source === source && Object.is(before.value, value) ? before : { source, value })),
    );
    return () => subscription.unsubscribe();
  }, [source]);
  return { value: seen.value, isCurrent: seen.source === source };
}

/** What a stream says at once, so that the first picture is not an empty one. */
function firstNow<T>(source: Observable<T>): T | "loading" {
  const heard: T[] = [];
  source
    .pipe(take(1))
    .subscribe((value) => heard.push(value))
    .unsubscribe();
  const [value] = heard;
  return value === undefined ? "loading" : value;
}
