/** What the ledger holds as a whole, asked once and again after something was read or judged. */
import { api } from "@/api";
import type { LedgerState } from "@/types/api";

class Ledger {
  state = $state.raw<LedgerState | undefined>(undefined);
  /** Somebody has to give a token first. */
  readonly locked = $derived(this.state?.token_needed === true);

  async refresh(): Promise<void> {
    try {
      this.state = await api.state();
    } catch {
      return; // the screens say that the server is down; this only leaves the figures of the rail as they are
    }
  }
}

export const ledger = new Ledger();
