/** Where the reader is: path, parameters of the path, filters of the query string. One object, read by everybody. */
import type { Params } from "@/api/call";
import { readFilters, writeFilters, type Field, type Filters } from "./query";

class Route {
  path = $state(window.location.pathname);
  search = $state(window.location.search);

  /** The whole query string, for what is no filter (`at`, `offset`, a screen's own choices). */
  readonly query = $derived(new URLSearchParams(this.search));
  readonly filters: Filters = $derived(readFilters(this.query));
  /** The filters as a call of the API takes them. */
  readonly params: Params = $derived({ ...this.filters });

  /** Goes to an address of this page. `replace` leaves no step behind for the back button. */
  go(href: string, options: { replace?: boolean; keepScroll?: boolean } = {}): void {
    const url = new URL(href, window.location.href);
    const elsewhere = url.pathname !== this.path;
    if (options.replace) window.history.replaceState(null, "", url);
    else window.history.pushState(null, "", url);
    this.take();
    if (elsewhere && !options.keepScroll) window.scrollTo(0, 0);
  }

  /** Sets and, with an empty value, removes filters; the list begins anew. */
  setFilters(changes: Filters, options: { replace?: boolean } = {}): void {
    this.go(this.path + writeFilters({ ...this.filters, ...changes }, this.own("offset")), options);
  }

  removeFilter(field: Field): void {
    this.setFilters({ [field]: "" });
  }

  /** Sets parameters of the screen that are no filters; an empty value removes. */
  setOwn(changes: Params, options: { replace?: boolean } = {}): void {
    this.go(this.path + writeFilters(this.filters, { ...this.own(), ...changes }), options);
  }

  /** The address of another screen under the same filters. */
  to(path: string, more: Params = {}): string {
    return path + writeFilters(this.filters, more);
  }

  take(): void {
    this.path = window.location.pathname;
    this.search = window.location.search;
  }

  private own(...without: string[]): Params {
    const known = new Set([...Object.keys(this.filters), ...without]);
    return Object.fromEntries([...this.query].filter(([name]) => !known.has(name)));
  }
}

export const route = new Route();

/** Follows the back button and every link of this page. To be called once. Gives what ends it. */
export function followLinks(): () => void {
  const back = (): void => route.take();
  const click = (event: MouseEvent): void => {
    const link = linkOf(event);
    if (link === null) return;
    event.preventDefault();
    route.go(link.href);
  };
  window.addEventListener("popstate", back);
  document.addEventListener("click", click);
  return () => {
    window.removeEventListener("popstate", back);
    document.removeEventListener("click", click);
  };
}

/** The link of this page that a plain click means; null where the browser should do what it always does. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  if (!(event.target instanceof Element)) return null;
  const link = event.target.closest<HTMLAnchorElement>("a[href]");
  if (link === null || link.target !== "" || link.hasAttribute("download")) return null;
  if (link.origin !== window.location.origin || link.pathname.startsWith("/api/")) return null;
  return link;
}
