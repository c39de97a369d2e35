import { feature } from "topojson-client";
import type { FeatureCollection, Feature } from "geojson";
import type { Topology, GeometryCollection } from "topojson-specification";

/** Land only: coasts without borders, as whose a place is is not for a map to say (Natural Earth, public domain). */
export async function land(): Promise<Feature | FeatureCollection> {
  const atlas = (await import("world-atlas/land-50m.json")).default as unknown as Topology<{ land: GeometryCollection }>;
  return feature(atlas, atlas.objects.land);
}
