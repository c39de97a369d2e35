/** What the map and its lanes show, as values: pure, so that they can be tested. */
import { geoCircle, geoMercator, geoPath, type GeoPath, type GeoProjection } from "d3-geo";
import { daysBetween } from "@/text/days";
import type { Day, EventRow, MapPlace } from "@/types/api";

export interface View {
  /** Degrees in the middle of the map, and pixels per radian. */
  lon: number;
  lat: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const TOWN = 4; // resolution from which a place is a point
const KM_PER_DEGREE = 111.195;
const LEAST_SPAN = 3; // degrees: one town alone is shown with its surroundings

export type Box = readonly [west: number, south: number, east: number, north: number];

/** Places that may be drawn: known on the globe and smaller than a country. */
export function drawable(places: readonly MapPlace[]): MapPlace[] {
  return places.filter((place) => place.lat !== null && place.lon !== null && (place.resolution ?? 0) > 1);
}

export function isPoint(place: MapPlace): boolean {
  return place.resolution >= TOWN;
}

/** The view that holds nine tenths of what is told: far places do not press the others together. */
export function fit(places: readonly MapPlace[], size: Size): View {
  const shown = drawable(places);
  if (shown.length === 0) return { lon: 20, lat: 25, scale: size.width / (2 * Math.PI) };
  const lons = middle(shown.flatMap((place) => Array<number>(place.events).fill(place.lon)));
  const lats = middle(shown.flatMap((place) => Array<number>(place.events).fill(place.lat)));
  const [west, east] = widened(lons, LEAST_SPAN * 1.6);
  const [south, north] = widened(lats, LEAST_SPAN);
  const projection = geoMercator().fitExtent(
    [
      [48, 32],
      [size.width - 48, size.height - 32],
    ],
    { type: "MultiPoint", coordinates: [[west, south], [east, north]] },
  );
  return { lon: (west + east) / 2, lat: (south + north) / 2, scale: projection.scale() };
}

/** The span that leaves out a twentieth at either end. */
function middle(values: number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length * 0.04);
  return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
}

function widened([low, high]: [number, number], least: number): [number, number] {
  const lack = Math.max(0, least - (high - low)) / 2;
  return [low - lack, high + lack];
}

export function projectionOf(view: View, size: Size): GeoProjection {
  return geoMercator()
    .scale(view.scale)
    .center([view.lon, view.lat])
    .translate([size.width / 2, size.height / 2])
    .clipExtent([
      [-40, -40],
      [size.width + 40, size.height + 40],
    ]);
}

/** The disc of a vague place, true to its radius on the globe. */
export function discOf(place: MapPlace, path: GeoPath): string {
  const radius = (place.radius_km ?? 50) / KM_PER_DEGREE;
  return path(geoCircle().center([place.lon, place.lat]).radius(radius)()) ?? "";
}

export function pathOf(projection: GeoProjection): GeoPath {
  return geoPath(projection).digits(1);
}

/** Radius in pixels by area: four times the events, twice the radius. */
export function dotOf(events: number): number {
  return Math.min(26, 3.5 + 2.4 * Math.sqrt(events));
}

export function inBox(box: Box | null, place: { lat: number | null; lon: number | null }): boolean {
  if (box === null) return true;
  if (place.lat === null || place.lon === null) return false;
  return place.lon >= box[0] && place.lon <= box[2] && place.lat >= box[1] && place.lat <= box[3];
}

/** `30,49,33,52` of the address. */
export function boxOf(text: string | null): Box | null {
  const parts = (text ?? "").split(",").map(Number);
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || parts.some((part) => !Number.isFinite(part))) return null;
  return west !== undefined && south !== undefined && east !== undefined && north !== undefined && west < east && south < north
    ? [west, south, east, north]
    : null;
}

// ---------------------------------------------------------------- lanes

export interface Bar {
  event: EventRow;
  /** Days from the first of the chart; both ends are drawn. An open end is `null`. */
  from: number;
  to: number;
  /** Whether the text gives one very day. */
  exact: boolean;
  /** No story states the day: the bar stands on the day on which it was told. */
  told: boolean;
}

export interface Lane {
  name: string;
  bars: Bar[];
  rows: number;
  /** Events of the lane whose day no story states. */
  undated: number;
}

/** Events in a lane for each place or party, those with most events first. */
export function lanesOf(events: readonly EventRow[], by: "place" | "party", days: { first: Day; last: Day }, most = 14): Lane[] {
  const lanes = new Map<string, EventRow[]>();
  for (const event of events) {
    for (const name of namesOf(event, by)) lanes.set(name, [...(lanes.get(name) ?? []), event]);
  }
  return [...lanes]
    .sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]))
    .slice(0, most)
    .map(([name, of]) => laneOf(name, of, days));
}

function namesOf(event: EventRow, by: "place" | "party"): string[] {
  if (by === "place") return [...new Set(event.places.map((place) => place.name))];
  const parties = [...event.actors, ...event.recipients].filter((name): name is string => name !== null);
  return [...new Set(parties)];
}

function laneOf(name: string, events: readonly EventRow[], days: { first: Day; last: Day }): Lane {
  const bars = events.flatMap((event) => barOf(event, days) ?? []).sort((a, b) => a.from - b.from || b.to - a.to);
  return { name, bars, rows: 1, undated: events.filter((event) => event.days.length === 0).length };
}

/** A bar as long as the date is vague; null where it lies outside the chart or no day is known at all. */
export function barOf(event: EventRow, days: { first: Day; last: Day }): Bar | null {
  const told = event.days.length === 0;
  const ends = boundsOf(event.days[0] ?? event.told_on ?? undefined);
  if (ends === null) return null;
  const length = daysBetween(days.first, days.last);
  const from = ends[0] === null ? 0 : daysBetween(days.first, ends[0]);
  const to = ends[1] === null ? length : daysBetween(days.first, ends[1]);
  if (!(from <= length && to >= 0)) return null;
  return { event, from: Math.max(0, from), to: Math.min(length, to), exact: !told && ends[0] === ends[1] && ends[0] !== null, told };
}

/** First and last day of an EDTF value; null for an open end. */
export function boundsOf(value: string | undefined): [Day | null, Day | null] | null {
  if (!value) return null;
  const [start, end] = value.replaceAll(/[~?%]/g, "").split("/");
  if (end === undefined) return start === undefined || start === "" ? null : [opened(start), closed(start)];
  return [start === ".." || start === "" ? null : opened(start ?? ""), end === ".." || end === "" ? null : closed(end)];
}

function opened(day: string): Day {
  return day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day.slice(0, 10);
}

function closed(day: string): Day {
  if (day.length === 4) return `${day}-12-31`;
  if (day.length !== 7) return day.slice(0, 10);
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10);
}
