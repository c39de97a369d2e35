/** Under which name this reader judges: what was typed here before, else what the server was started with. */
import { ledger } from "./ledger.svelte";

const REMEMBERED = "standoff.reviewer";

class Reviewer {
  private typed = $state(remembered());
  readonly name: string = $derived(this.typed !== "" ? this.typed : (ledger.state?.reviewer ?? ""));

  call(name: string): void {
    this.typed = name.trim();
    try {
      localStorage.setItem(REMEMBERED, this.typed);
    } catch {
      return; // storage is closed to us: the name holds until the tab is closed
    }
  }
}

function remembered(): string {
  try {
    return localStorage.getItem(REMEMBERED) ?? "";
  } catch {
    return "";
  }
}

export const reviewer = new Reviewer();
