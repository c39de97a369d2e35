/** Every call of the server, typed. Nothing else in the page talks to the network. */
import type * as A from "@/types/api";
import { get, post, type Params } from "./call";

export { address } from "./call";
export { CallFailed } from "./failure";

type Signal = AbortSignal | undefined;
const at = encodeURIComponent;

export const api = {
  state: (signal?: Signal) => get<A.LedgerState>("state", {}, signal),
  /** Begins a visit where the server wants a token; the browser keeps the cookie, which no script can read. */
  login: (token: string) => post<{ scope: string }>("login", { token }),

  events: (filters: Params, signal?: Signal) => get<A.List<A.EventRow>>("events", filters, signal),
  statements: (filters: Params, signal?: Signal) => get<A.List<A.StatementRow>>("statements", filters, signal),
  positions: (filters: Params, signal?: Signal) => get<A.List<A.PositionRow>>("positions", filters, signal),
  conditions: (filters: Params, signal?: Signal) => get<A.List<A.ConditionRow>>("conditions", filters, signal),
  entities: (filters: Params, signal?: Signal) => get<A.List<A.EntityRow>>("entities", filters, signal),
  places: (filters: Params, signal?: Signal) => get<A.List<A.PlaceRow>>("places", filters, signal),
  stories: (filters: Params, signal?: Signal) => get<A.List<A.StoryRow>>("stories", filters, signal),

  event: (id: string, signal?: Signal) => get<A.EventDetail>(`events/${at(id)}`, {}, signal),
  statement: (id: string, signal?: Signal) => get<A.StatementDetail>(`statements/${at(id)}`, {}, signal),
  position: (id: string, signal?: Signal) => get<A.PositionDetail>(`positions/${at(id)}`, {}, signal),
  condition: (id: string, signal?: Signal) => get<A.ConditionDetail>(`conditions/${at(id)}`, {}, signal),
  clock: (id: string, params: Params = {}, signal?: Signal) =>
    get<A.Clock>(`conditions/${at(id)}/clock`, params, signal),
  story: (page: string, signal?: Signal) =>
    get<A.StoryDocument | A.StoryNotRead>(`stories/${at(page)}`, {}, signal),
  entity: (id: string, signal?: Signal) => get<A.EntityDetail>(`entities/${at(id)}`, {}, signal),
  place: (key: string, signal?: Signal) => get<A.PlaceDetail>(`places/${at(key)}`, {}, signal),

  matrix: (params: Params, signal?: Signal) => get<A.Matrix>("positions/matrix", params, signal),
  contradictions: (params: Params = {}, signal?: Signal) => get<A.List<A.Finding>>("contradictions", params, signal),
  withinReach: (params: Params = {}, signal?: Signal) => get<A.List<A.Finding>>("within-reach", params, signal),
  deadlocks: (params: Params = {}, signal?: Signal) => get<A.List<A.Finding>>("deadlocks", params, signal),
  changes: (params: Params, signal?: Signal) => get<A.List<A.ChangeRow>>("changes", params, signal),
  brief: (params: Params, signal?: Signal) => get<A.Brief>("brief", params, signal),
  timeline: (params: Params, signal?: Signal) => get<A.TimelineDay[]>("timeline", params, signal),
  map: (params: Params, signal?: Signal) => get<A.MapAnswer>("map", params, signal),

  publishers: (params: Params = {}, signal?: Signal) => get<A.Publishers>("publishers", params, signal),
  search: (q: string, signal?: Signal) => get<A.List<A.SearchHit>>("search", { q }, signal),
  suggest: (q: string, signal?: Signal) => get<A.Suggestion[]>("suggest", { q }, signal),

  read: (request: A.ReadRequest) => post<{ job: A.Job }>("read", request),
  jobs: (signal?: Signal) => get<A.List<A.Job>>("jobs", {}, signal),
  job: (id: string, signal?: Signal) => get<A.Job>(`jobs/${at(id)}`, {}, signal),

  forgetJob: (id: string) => post<{ forgotten: string }>("jobs/forget", { id }),

  reviewQueue: (params: Params, reviewer: string, signal?: Signal) =>
    get<A.List<A.QueueItem>>("review/queue", params, signal, reviewer),
  agreement: (signal?: Signal) => get<A.Agreement>("review/agreement", {}, signal),
  review: (request: A.ReviewRequest, reviewer: string) => post<A.ReviewWord>("review", request, reviewer),
  undoReview: (id: number, reviewer: string) => post<unknown>("review/undo", { id }, reviewer),
  judge: (left: string, right: string, judgement: { verdict: "same" | "different"; reviewer: string }) =>
    post<{ id: string }>("judgements", { left, right, verdict: judgement.verdict }, judgement.reviewer),
  undoJudgement: (id: number, reviewer: string) => post<unknown>("judgements/undo", { id }, reviewer),
};
