/** Something that is asked of the server: on its way, there, or failed. Asked again whenever what it depends on changes. */
import { CallFailed } from "@/api";
import { connection } from "./connection.svelte";
import { ledger } from "./ledger.svelte";

export class Resource<T> {
  value = $state.raw<T | undefined>(undefined);
  failure = $state.raw<CallFailed | undefined>(undefined);
  loading = $state(true);
  /** Counts the wishes to ask again. */
  asked = $state(0);

  reload(): void {
    this.asked += 1;
  }
}

/**
 * Asks, and keeps the answer. To be called while a component is set up; `ask` runs inside an effect, so every rune that
 * it reads before its first `await` makes it run again. The last value stays until the next is there: lists do not blink.
 */
export function resource<T>(ask: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const held = new Resource<T>();
  $effect(() => {
    void held.asked;
    void connection.recovered;
    const stop = new AbortController();
    held.loading = true;
    settle(held, ask(stop.signal), stop.signal);
    return () => stop.abort();
  });
  return held;
}

function settle<T>(held: Resource<T>, promise: Promise<T>, signal: AbortSignal): void {
  promise.then(
    (value) => {
      if (signal.aborted) return;
      held.value = value;
      held.failure = undefined;
      held.loading = false;
      connection.up();
    },
    (error: unknown) => {
      if (signal.aborted) return;
      held.failure = error instanceof CallFailed ? error : new CallFailed(-1, String(error));
      held.loading = false;
      if (held.failure.serverDown) connection.down();
      if (held.failure.merging) void ledger.refresh(); // the page shows how far that is, and asks again after it
    },
  );
}
