/** Line icons on a grid of 20, one path each, drawn for this page. */
export const ICONS = {
  overview: "M3 4h14M3 8h8M3 12h8M3 16h14M14 8h3v4h-3z",
  conditions: "M6 3v14M6 4h9l-2.5 3L15 10H6M10 15h1M13.5 15h1M17 15h.5",
  positions: "M3 5h5v4H3zM12 5h5v4h-5zM3 12h5v4H3zM12 14h5",
  events: "M10 2.500l1.8 5 5.2.2-4.1 3.2 1.4 5.1-4.3-3-4.3 3 1.4-5.100L3 7.700l5.2-.2z",
  statements: "M4 4v12M7 5h10M7 9h10M7 13h6",
  map: "M3 5l4.7-2 4.6 2L17 3v12l-4.7 2-4.6-2L3 17zM7.7 3v12M12.3 5v12",
  actors: "M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3.3 2.2-5 5-5s5 1.7 5 5M13 3.300a3 3 0 0 1 0 5.400M14.5 12.300c2.1.5 3.5 2.1 3.5 4.7",
  stories: "M4 3h9l3 3v11H4zM13 3v3h3M7 9h6M7 12h6M7 15h4",
  sources: "M3 16V9M7.7 16V4M12.3 16v-5M17 16V7",
  review: "M4 10.500l3.5 3.500L16 5M4 17h12",
  read: "M10 4v12M4 10h12",
  search: "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.500L17 17",
  close: "M5 5l10 10M15 5L5 15",
  sun: "M10 13.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.300l1.4 1.400M14.3 14.300l1.4 1.400M4.3 15.700l1.4-1.400M14.3 5.700l1.4-1.4",
  moon: "M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12z",
  keys: "M2.5 5.500h15v9h-15zM5.5 8.500h.1M8.5 8.500h.1M11.5 8.500h.1M14.5 8.500h.1M6.5 11.500h7",
  more: "M4 10h.1M10 10h.1M16 10h.1",
  arrow: "M4 10h12M11.5 5.500L16 10l-4.5 4.5",
  flag: "M5 3v14M5 4h9l-2.5 3L14 10H5",
  loop: "M4 9a6 6 0 0 1 10.5-3L16 7.500M16 4v3.500h-3.500M16 11a6 6 0 0 1-10.5 3L4 12.500M4 16v-3.500h3.5",
  outside: "M8 4H4v12h12v-4M11 4h5v5M16 4l-7 7",
} as const;

export type IconName = keyof typeof ICONS;
