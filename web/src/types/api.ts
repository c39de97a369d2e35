/** What the server sends, call by call (docs/web.md). Spans count code points; days are EDTF or ISO dates. */

export type Span = readonly [start: number, end: number];
export type Day = string;
/** What a person said of a record, if anybody looked at it. */
export type Checked = "no" | "accepted" | "corrected" | "rejected" | "disputed";
export type Realis = "occurred" | "ongoing" | "habitual" | "planned" | "hypothetical" | "conditional" | "denied";
export type Polarity = "happen" | "not_happen" | "stop" | "continue";
export type Act = "demand" | "offer" | "refusal" | "acceptance" | "promise" | "threat" | "proposal" | "openness";
export type Change = "new" | "hardened" | "softened" | "dropped" | "repeated" | (string & {});
export type Mark =
  | "breach_reported"
  | "quiet_reported"
  | "fulfilled_reported"
  | "trigger_reported"
  | "nothing_reported"
  | "not_covered";
export type ConditionStatus = "not_met" | "reported_met" | "unknown" | (string & {});

/** Words on a page; what every line of the record rests on. */
export interface Evidence {
  page: string;
  span: Span;
  words: string;
  note?: string | null;
  event?: string | null;
  title?: string | null;
  publisher?: string | null;
  day?: Day | null;
}

export interface Teller {
  name: string;
  kind: "outlet" | "source" | "person";
}

/** Who asserts it, how many sources that do not copy each other, and whether a person looked. */
export interface BadgeValues {
  asserted_by: Teller[];
  independent_chains: number;
  reports: number;
  checked: Checked;
}

export interface List<Row> {
  total: number;
  rows: Row[];
}

export interface ApiErrorBody {
  error: string;
  detail?: string | null;
}

// ---------------------------------------------------------------- the ledger as a whole

export interface Dossier {
  name: string;
  parties: string[];
  since: Day | null;
  until: Day | null;
}

/** How far the merging of a ledger is: of so many stories a share (0 to 1). */
export interface Merging {
  stories: number;
  share: number;
}

export interface LedgerState {
  version: string;
  /** Null to somebody who has yet to give a token, and while the ledger is merged anew. */
  ledger: null | {
    path_name: string;
    revision: number | string;
    stories: number;
    events: number;
    statements: number;
    positions: number;
    conditions: number;
    first_day: Day | null;
    last_day: Day | null;
  };
  merging: Merging | null;
  dossiers: Dossier[];
  reviewer: string | null;
  encoder: string | null;
  token_needed: boolean;
  stories_failed: number;
  jobs_working: number;
}

// ---------------------------------------------------------------- rows of the lists

export interface PlaceName {
  key?: string;
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  resolution: number | null;
}

export interface Figure {
  what: string;
  lower: number | null;
  upper: number | null;
  hedge: string;
  unit: string;
  stated_by: string | null;
  page?: string;
  span?: Span;
}

interface Row {
  id: string;
  /** Day of the first story that tells it; not the day on which it happened. */
  told_on: Day | null;
  badges: BadgeValues;
}

export interface EventRow extends Row {
  event_type: string;
  mode: string | null;
  realis: Realis;
  actors: (string | null)[];
  recipients: (string | null)[];
  places: PlaceName[];
  days: Day[];
  weapon: string | null;
  /** What was hit or taken, in the words of the stories. */
  targets: string[];
  figures: Figure[];
  reports: number;
  independent_chains: number;
  mentions: Evidence[];
}

export interface StatementRow extends Row {
  source: string | null;
  chain: (string | null)[];
  words: string;
  form: "direct" | "indirect" | "mixed";
  polarity: "affirmed" | "denied" | "questioned" | "not_known";
  medium: string | null;
  day: Day | null;
  reports: number;
  mentions: (Evidence & { spans?: Span[] })[];
}

export interface PositionStep {
  day: Day | null;
  change: Change;
  act: Act;
  words: string;
  page: string;
  span: Span;
}

export interface PositionRow extends Row {
  holder: string | null;
  on_behalf_of: string | null;
  counterpart: string | null;
  act: Act;
  object: string;
  polarity: Polarity;
  event_type: string | null;
  reason: string | null;
  condition: string | null;
  history: PositionStep[];
}

export interface ConditionRow extends Row {
  holder: string | null;
  operator: string;
  requires: Pattern;
  consequence: Pattern;
  first_day: Day | null;
  last_day: Day | null;
  status: ConditionStatus;
  reports: number;
  mentions: Evidence[];
}

export interface Pattern {
  event_type: string | null;
  polarity: Polarity;
  words: string;
  actors?: string[];
  recipients?: string[];
  places?: string[];
}

export interface EntityRow {
  id: string;
  name: string;
  kind: "person" | "state" | "organisation" | "armed_group" | "group" | "people" | (string & {});
  country: string | null;
  sector: string | null;
  office: Office | null;
  wikidata: string | null;
  stories: number;
  mentions: number;
}

export interface Office {
  title: string;
  of: string | null;
  from: Day | null;
  to: Day | null;
}

export interface PlaceRow extends PlaceName {
  key: string;
  stories?: number;
  events?: number;
}

export interface StoryRow {
  id: string;
  title: string;
  publisher: string | null;
  published_at: Day | null;
  uri: string | null;
  events: number;
  statements: number;
  positions: number;
  conditions: number;
  state?: "read" | "working" | "failed";
  reason?: string | null;
}

// ---------------------------------------------------------------- one record

export interface ReportTold {
  telling: string;
  page: string;
  title: string | null;
  publisher: string | null;
  published_at: Day | null;
  day: Day | null;
  places: string[];
  actors: string[];
  recipients: string[];
  figures: Figure[];
  weapon: string | null;
  realis: Realis;
  mode?: string | null;
  local?: string;
  source_chain: (string | null)[];
  sentence: { words: string; span: Span; marks: [start: number, end: number, role: string][] };
}

export interface Judgement {
  left: string;
  right: string;
  verdict: "same" | "different" | "unsure";
  reasons: string[];
  by: string;
  at: string | null;
}

/** What a person said of a record or of two reports. `number` names it when it is taken back. */
export interface HistoryEntry {
  kind: "review" | "judgement";
  number: number | null;
  at: string | null;
  by: string;
  verdict: "accepted" | "corrected" | "rejected" | "same" | "different" | "unsure";
  record: string;
  other?: string;
  field?: string | null;
  value?: string | string[] | null;
  note?: string;
}

export interface EventDetail extends EventRow {
  reports_told: ReportTold[];
  judgements: Judgement[];
  disagreements: string[];
  history: HistoryEntry[];
}

export interface StatementStep {
  who: string | null;
  kind: string | null;
  cue: string | null;
  cue_span: Span | null;
  medium: string | null;
  form: string | null;
  polarity: string | null;
  page: string;
  /** Null for the outlet, which says the whole story. */
  span: Span | null;
  spans?: Span[];
  words: string;
}

export interface StatementDetail extends StatementRow {
  steps: StatementStep[];
  /** The same steps in every story that tells it. */
  tellings: { page: string; steps: StatementStep[] }[];
}

export interface PositionDetail extends PositionRow {
  rests_on: ConditionRow | null;
}

export interface ConditionDetail extends ConditionRow {
  positions: PositionRow[];
}

// ---------------------------------------------------------------- over time

export interface ClockDay {
  day: Day;
  mark: Mark;
  evidence: Evidence[];
}

export interface Clock {
  condition: string;
  days: ClockDay[];
  /** The consequence is threatened: what is required is a trigger, and nobody wishes it. */
  threat?: boolean;
}

export interface MatrixCell {
  party: string;
  matter: string;
  position: string;
  act: Act;
  change: Change;
  day: Day | null;
  condition: string | null;
  object: string;
  evidence: Evidence[];
}

export interface Matrix {
  parties: string[];
  matters: { key: string; label: string }[];
  cells: MatrixCell[];
}

/** A finding over several records: a contradiction, an offer near a demand, a loop of conditions. */
export interface Finding {
  sentence: string;
  evidence: Evidence[];
  parties?: string[];
  conditions?: string[];
  /** Of what is within reach: the position that demands and the one that gives. */
  demand?: string;
  given?: string;
  positions?: string[];
}

export interface ChangeRow {
  id: string;
  holder: string | null;
  counterpart: string | null;
  event_type: string | null;
  polarity: Polarity;
  object: string;
  day: Day | null;
  change: Change;
  act: Act;
  sentence: string;
  evidence: Evidence[];
}

export interface BriefLine {
  text: string;
  /** The first of `records`. */
  record: string | null;
  records: string[];
  /** The party on whose side the line stands; null where it is about several. */
  side: string | null;
  evidence: Evidence[];
}

export interface Brief {
  day: Day | null;
  since?: Day | null | undefined;
  stories?: number;
  sections: { key: string; title: string; lines: BriefLine[] }[];
}

export interface TimelineDay {
  day: Day;
  total: number;
  by_type: Record<string, number>;
}

export interface MapPlace {
  key: string;
  name: string;
  country: string | null;
  lat: number;
  lon: number;
  resolution: number;
  radius_km: number | null;
  events: number;
  by_type: Record<string, number>;
}

export interface MapAnswer {
  places: MapPlace[];
  countries: { country: string; events: number }[];
}

// ---------------------------------------------------------------- stories

/** The document of docs/record.md, as far as the page reads it, with the ledger's ids. */
export interface StoryDocument {
  state: "read";
  page: {
    id: string;
    uri: string | null;
    media_type: string;
    fetched_at: string | null;
    text: string;
    text_sha256: string;
    truncated: boolean;
  };
  story: {
    title: Span | null;
    kept: Span[];
    language: string | null;
    publisher: string | null;
    authors: string[];
    published_at: Day | null;
    published_basis: string;
    furniture: { span: Span; why: string }[];
  };
  sentences: Span[];
  entities: StoryEntity[];
  places: StoryPlace[];
  times: { id: string; value: Day | null; span: Span }[];
  figures: StoryFigure[];
  events: StoryEvent[];
  statements: StoryStatement[];
  positions: StoryPosition[];
  conditions: StoryCondition[];
  notes: string[];
  /** Local id -> id of the merged record in the ledger; `tellings`: -> id of what this story alone says. */
  ids: Record<string, string>;
  tellings: Record<string, string>;
  checked: Record<string, Checked>;
}

export interface StoryNotRead {
  id: string | null;
  title: string | null;
  state: "failed" | "working";
  reason: string | null;
  job?: string;
}

export interface StoryEntity {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  sector: string | null;
  office: Office | null;
  wikidata: string | null;
  mentions: { span: Span; form: "name" | "noun" | "pronoun" }[];
}

export interface StoryPlace {
  id: string;
  name: string;
  geonames: number | null;
  country: string | null;
  lat: number | null;
  lon: number | null;
  resolution: number | null;
  mentions: { span: Span }[];
}

export interface StoryFigure {
  id: string;
  what: string;
  lower: number | null;
  upper: number | null;
  hedge: string;
  unit: string;
  span: Span;
  statement: string | null;
  whom: string | null;
  total: boolean;
}

export interface StoryEvent {
  id: string;
  event_type: string;
  mode: string | null;
  mode_basis: string | null;
  contexts: string[];
  trigger: Span;
  mentions: Span[];
  arguments: { role: string; span: Span; ref: string | null; rule: string }[];
  actors: string[];
  recipients: string[];
  places: string[];
  times: string[];
  figures: string[];
  weapon: string | null;
  realis: Realis;
  realis_rule: string;
  statement: string | null;
  frame: string;
  score: number;
}

export interface StoryStatement {
  id: string;
  source: { span: Span; ref: string | null } | null;
  cue: Span | null;
  content: Span[];
  form: "direct" | "indirect" | "mixed";
  polarity: string;
  within: string | null;
  addressee: { span: Span; ref: string | null } | null;
  medium: string | null;
  time: string | null;
  place: string | null;
  score: number;
  rule: string;
}

export interface StoryPosition {
  id: string;
  /** Ids of entities. */
  holder: string | null;
  on_behalf_of: string | null;
  counterpart: string | null;
  act: Act;
  object: { span: Span; event_type: string | null; polarity: Polarity };
  span: Span;
  reason: Span | null;
  deadline: unknown;
  condition: string | null;
  statement: string | null;
  score: number;
  rule: string;
}

export interface StoryCondition {
  id: string;
  operator: string;
  requires: StoryPattern;
  consequence: StoryPattern;
  span: Span;
  deadline: unknown;
  rule: string;
}

export interface StoryPattern {
  span: Span;
  event_type: string | null;
  polarity: Polarity;
  modes?: string[];
  actors?: string[];
  recipients?: string[];
  places?: string[];
  target?: string | null;
}

// ---------------------------------------------------------------- people, places, outlets

export interface Naming {
  name: string;
  count: number;
}

/** Words by which a story names something, and how often. */
export interface Spelling {
  words: string;
  form: "name" | "noun" | "pronoun";
  count: number;
}

export interface StoryLine {
  page: string;
  title: string | null;
  publisher: string | null;
  published_at: Day | null;
}

export interface EntityDetail extends EntityRow {
  /** From how many of its stories, the newest, all this is. */
  looked_at: number;
  names: Naming[];
  spellings: Spelling[];
  in_stories: StoryLine[];
  offices?: Office[];
  events: EventRow[];
  statements: StatementRow[];
  positions: PositionRow[];
}

export interface PlaceDetail extends PlaceRow {
  radius_km?: number | null;
  names: Naming[];
  spellings: Spelling[];
  events_list?: EventRow[];
}

export interface Publishers extends List<Publisher> {
  countries: { country: string; events: number; share: number; publishers: { publisher: string | null; events: number }[] }[];
}

export interface Publisher {
  publisher: string | null;
  stories: number;
  events: number;
  statements: number;
  share: number;
}

// ---------------------------------------------------------------- finding, reading, reviewing

export interface Suggestion {
  text: string;
  field: string;
  count: number;
}

export interface SearchHit {
  id: string;
  kind: string;
  title?: string | null;
  snippet: string;
  /** Where the words stand in the snippet, in code points. */
  marks: Span[];
  published_at: Day | null;
}

export interface Job {
  id: string;
  state: "queued" | "working" | "done" | "failed";
  name: string;
  page: string | null;
  reason: string | null;
}

export interface ReadRequest {
  html?: string;
  text?: string;
  url?: string;
  name?: string;
  date?: Day;
  publisher?: string;
}

export type Verdict = "accepted" | "corrected" | "rejected";

export interface ReviewRequest {
  record: string;
  verdict: Verdict;
  field?: string;
  /** Several for a field that is a list. */
  value?: string | string[];
  span?: Span;
  note?: string;
  /** Takes back what others said of it: the curator decides. */
  settle?: boolean;
}

/** What a person said of one story's record. */
export interface ReviewWord {
  id: number;
  record: string;
  verdict: Verdict;
  field: string | null;
  value: string | string[] | null;
  span: Span | null;
  note: string;
  by: string;
  at: string;
  undone_by: string | null;
  undone_at: string | null;
}

/** One record to check, in its sentence; `reviews` only where people are to be settled. */
export interface QueueItem {
  record: string;
  kind: "event" | "statement" | "position" | "condition";
  merged: string | null;
  score: number;
  row: Record<string, unknown>;
  story: { page: string; title: string | null; publisher: string | null; published_at: Day | null };
  sentence: { words: string; span: Span; marks: [start: number, end: number, role: string][] };
  source_chain: (string | null)[];
  fields: { name: string; list: boolean }[];
  reviews: ReviewWord[];
}

export interface Agreement {
  reviewers: string[];
  records: number;
  checked_twice: number;
  /** Of every two people, by kind and field. Kappa is null where chance alone would agree on all. */
  rows: { by: string[]; kind: string; field: string; records: number; agreement: number; kappa: number | null }[];
}
