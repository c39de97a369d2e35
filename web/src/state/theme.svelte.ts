/** Light or dark: what was chosen, else what the system wishes. public/theme.js sets it before the first paint. */
type Look = "light" | "dark";
const REMEMBERED = "standoff.theme";

class Theme {
  private chosen = $state<Look | null>(current());
  private system = $state<Look>(systemLook());
  readonly look: Look = $derived(this.chosen ?? this.system);

  constructor() {
    wish().addEventListener("change", () => (this.system = systemLook()));
  }

  toggle(): void {
    const next: Look = this.look === "dark" ? "light" : "dark";
    this.chosen = next;
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(REMEMBERED, next);
    } catch {
      return; // storage is closed to us: the choice holds until the tab is closed
    }
  }
}

function wish(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

function systemLook(): Look {
  return wish().matches ? "dark" : "light";
}

function current(): Look | null {
  const set = document.documentElement.dataset.theme;
  return set === "light" || set === "dark" ? set : null;
}

export const theme = new Theme();
