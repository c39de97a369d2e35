/** Keys: "g" and a letter goes to a screen, j and k move through rows, "/" asks, "?" tells the keys, Esc closes. */
import { SCREENS } from "@/screens/registry";
import { route } from "@/route/router.svelte";
import { drawer } from "./drawer.svelte";

const PATIENCE_MS = 2000;

class Keys {
  help = $state(false);
  private goingSince = -PATIENCE_MS;

  press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return this.escape();
    if (isTyping(event.target)) return;
    if (this.take(event.key, event.timeStamp)) event.preventDefault();
  }

  private escape(): void {
    if (this.help) this.help = false;
    else drawer.close();
  }

  private take(key: string, at: number): boolean {
    if (at - this.goingSince < PATIENCE_MS) {
      this.goingSince = -PATIENCE_MS;
      return goTo(key);
    }
    if (key === "g") return ((this.goingSince = at), true);
    if (key === "?") return ((this.help = !this.help), true);
    if (key === "/") return focusBar();
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
    return false;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function goTo(key: string): boolean {
  const screen = SCREENS.find((each) => each.rail?.key === key);
  if (screen === undefined) return false;
  drawer.close();
  route.go(route.to(screen.path));
  return true;
}

function focusBar(): boolean {
  document.getElementById("query")?.focus();
  return true;
}

/** Moves the focus among what bears `data-row` on the screen: the link or button of each row. */
function step(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")].filter((row) => row.offsetParent !== null);
  if (rows.length === 0) return false;
  const here = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: "nearest" });
  return true;
}

export const keys = new Keys();
