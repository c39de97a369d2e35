/**
 * Every screen in one table: its address, its name, its key after "g", and the module that is loaded when it is first
 * opened. A screen is a folder with one component that takes `{ id }`, the part of the path after its folder.
 */
import type { Component } from "svelte";
import type { IconName } from "@/parts/icons";

export interface ScreenProps {
  /** What the path names (`/condition/ID`); empty on screens without. */
  id: string;
}

/** A screen of one record takes its id; the others take nothing. */
export type ScreenComponent = Component<ScreenProps> | Component<Record<string, never>>;

export interface Screen {
  name: string;
  title: string;
  /** `/events`, or `/event/` with the id behind it. */
  path: string;
  /** A place in the rail, with its icon and the letter that goes there after "g". */
  rail?: { icon: IconName; key: string };
  /** The screen in the rail that a detail belongs to. */
  under?: string;
  load: () => Promise<{ default: ScreenComponent }>;
}

export const SCREENS: readonly Screen[] = [
  {
    name: "overview",
    title: "Overview",
    path: "/",
    rail: { icon: "overview", key: "o" },
    load: () => import("./overview/Overview.svelte"),
  },
  {
    name: "conditions",
    title: "Conditions",
    path: "/conditions",
    rail: { icon: "conditions", key: "c" },
    load: () => import("./conditions/Conditions.svelte"),
  },
  {
    name: "positions",
    title: "Positions",
    path: "/positions",
    rail: { icon: "positions", key: "p" },
    load: () => import("./positions/Positions.svelte"),
  },
  {
    name: "events",
    title: "Events",
    path: "/events",
    rail: { icon: "events", key: "e" },
    load: () => import("./events/Events.svelte"),
  },
  {
    name: "statements",
    title: "Statements",
    path: "/statements",
    rail: { icon: "statements", key: "s" },
    load: () => import("./statements/Statements.svelte"),
  },
  {
    name: "map",
    title: "Map",
    path: "/map",
    rail: { icon: "map", key: "m" },
    load: () => import("./map/Map.svelte"),
  },
  {
    name: "actors",
    title: "Actors",
    path: "/actors",
    rail: { icon: "actors", key: "a" },
    load: () => import("./actors/Actors.svelte"),
  },
  {
    name: "stories",
    title: "Stories",
    path: "/stories",
    rail: { icon: "stories", key: "d" },
    load: () => import("./stories/Stories.svelte"),
  },
  {
    name: "sources",
    title: "Sources",
    path: "/sources",
    rail: { icon: "sources", key: "u" },
    load: () => import("./sources/Sources.svelte"),
  },
  {
    name: "review",
    title: "Review",
    path: "/review",
    rail: { icon: "review", key: "r" },
    load: () => import("./review/Review.svelte"),
  },
  {
    name: "read",
    title: "Read a story",
    path: "/read",
    rail: { icon: "read", key: "n" },
    load: () => import("./read/Read.svelte"),
  },
  {
    name: "story",
    title: "Story",
    path: "/story/",
    under: "stories",
    load: () => import("./story/Story.svelte"),
  },
  {
    name: "event",
    title: "Event",
    path: "/event/",
    under: "events",
    load: () => import("./event/Event.svelte"),
  },
  {
    name: "position",
    title: "Position",
    path: "/position/",
    under: "positions",
    load: () => import("./position/Position.svelte"),
  },
  {
    name: "condition",
    title: "Condition",
    path: "/condition/",
    under: "conditions",
    load: () => import("./condition/Condition.svelte"),
  },
  {
    name: "statement",
    title: "Statement",
    path: "/statement/",
    under: "statements",
    load: () => import("./statement/Statement.svelte"),
  },
  {
    name: "actor",
    title: "Actor",
    path: "/actor/",
    under: "actors",
    load: () => import("./actor/Actor.svelte"),
  },
  {
    name: "place",
    title: "Place",
    path: "/place/",
    under: "map",
    load: () => import("./place/Place.svelte"),
  },
];

export interface Found {
  screen: Screen;
  id: string;
}

/** The screen of a path and the id in it; null where no screen lives. */
export function screenAt(path: string): Found | null {
  const plain = path.length > 1 ? path.replace(/\/$/, "") : path;
  for (const screen of SCREENS) {
    if (screen.path === plain) return { screen, id: "" };
    const takesId = screen.path.length > 1 && screen.path.endsWith("/");
    if (takesId && plain.startsWith(screen.path)) return { screen, id: decoded(plain.slice(screen.path.length)) };
  }
  return null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray "%" is the reader's own: the server says that there is no such record
  }
}
