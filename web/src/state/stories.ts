/** The last stories that were opened, kept for the drawer and the desk: a story's text never changes once stored. */
import { api } from "@/api";
import type { StoryDocument, StoryNotRead } from "@/types/api";

const MOST = 40;
const held = new Map<string, Promise<StoryDocument | StoryNotRead>>();

export function storyOf(page: string): Promise<StoryDocument | StoryNotRead> {
  const known = held.get(page);
  if (known !== undefined) return known;
  const asked = api.story(page.replace(/^sha256:/, ""));
  held.set(page, asked);
  asked.then(
    (story) => story.state !== "read" && held.delete(page),
    () => held.delete(page),
  );
  const oldest = held.keys().next().value;
  if (held.size > MOST && oldest !== undefined) held.delete(oldest);
  return asked;
}

/** Forgets what was held, after a judgement changed what a story's records are called. */
export function forgetStories(): void {
  held.clear();
}
