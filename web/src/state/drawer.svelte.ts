/** The drawer on the right: the words behind a line, in their paragraph. One is open at a time. */
import type { Evidence } from "@/types/api";

export interface Shown {
  /** What the words stand behind, as a sentence. */
  title: string;
  evidence: readonly Evidence[];
  /** The record that they belong to, where there is one. */
  record?: string | null;
  /** The way to what stands before and after it: the days of a strip. */
  earlier?: (() => void) | null;
  later?: (() => void) | null;
}

class Drawer {
  shown = $state.raw<Shown | null>(null);
  private before: Element | null = null;

  open(shown: Shown): void {
    if (this.shown === null) this.before = document.activeElement;
    this.shown = shown;
  }

  /** Closes it, and gives the focus back to where it came from. */
  close(): void {
    if (this.shown === null) return;
    this.shown = null;
    if (this.before instanceof HTMLElement && this.before.isConnected) this.before.focus({ preventScroll: true });
    this.before = null;
  }
}

export const drawer = new Drawer();
