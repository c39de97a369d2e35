/** A link to the outside, if an address is one of the web; its host is shown beside it. Anything else is only text. */
export function webAddress(uri: string | null | undefined): { href: string; host: string } | null {
  if (!uri) return null;
  try {
    const url = new URL(uri);
    return url.protocol === "https:" || url.protocol === "http:" ? { href: url.href, host: url.host } : null;
  } catch {
    return null;
  }
}
