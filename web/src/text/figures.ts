/** Figures said with their hedges: "at least 5 killed", "dozens injured". Never a number that the text does not give. */

interface Bounds {
  what: string;
  lower: number | null;
  upper: number | null;
  hedge: string;
  unit?: string;
}

const VAGUE = new Set(["dozens", "scores", "hundreds", "thousands", "several"]);

export function figureWords(figure: Bounds): string {
  const what = figure.what === "other" ? (figure.unit ?? "") : figure.what;
  const plural = VAGUE.has(figure.hedge) && figure.what === "other" && figure.hedge !== "several";
  return `${amount(figure)} ${plural ? "of " : ""}${what}`.trim();
}

function amount({ lower, upper, hedge }: Bounds): string {
  if (VAGUE.has(hedge)) return hedge;
  if (hedge === "none") return "none";
  const low = lower?.toLocaleString("en") ?? "";
  const high = upper?.toLocaleString("en") ?? "";
  if (hedge === "at_least") return `at least ${low}`;
  if (hedge === "more_than") return `more than ${low}`;
  if (hedge === "up_to") return `up to ${high}`;
  if (hedge === "less_than") return `fewer than ${high}`;
  if (hedge === "about") return `about ${low || high}`;
  if (hedge === "between") return `${low} to ${high}`;
  return low || high;
}
