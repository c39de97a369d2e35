/** What the ledger holds as a whole, asked once and again after something was read or judged. */
import { api } from "@/api";
import type { LedgerState } from "@/types/api";

const PAUSE_MS = 1000;

class Ledger {
  state = $state.raw<LedgerState | undefined>(undefined);
  /** Somebody has to give a token first. */
  readonly locked = $derived(this.state?.token_needed === true);

  /** How far it is, while it is merged anew; nothing else of it can be shown then. */
  readonly merging = $derived(this.state?.merging ?? null);
  private timer: number | undefined;

  async refresh(): Promise<void> {
    try {
      this.state = await api.state();
      window.clearTimeout(this.timer);
      if (this.state.merging !== null) this.timer = window.setTimeout(() => void this.refresh(), PAUSE_MS);
    } catch {
      return; // the screens say that the server is down; this only leaves the figures of the rail as they are
    }
  }
}

export const ledger = new Ledger();
