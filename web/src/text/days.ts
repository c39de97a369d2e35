/** Days as the record writes them (EDTF), said to a reader. No time zones: a day is a day. */
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const PART = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%])?$/;

interface DayStyle {
  /** Leave the year out, where the screen tells it elsewhere. */
  year?: boolean;
  /** "Mar" for "March". */
  short?: boolean;
}

/** "1 March 2022", "March 2022", "about 2014", "21 to 27 February 2022"; what is no day comes back as it is. */
export function sayDay(day: string | null | undefined, style: DayStyle = {}): string {
  if (!day) return "day not stated";
  const ends = day.split("/");
  if (ends.length === 2) return sayInterval(ends[0] ?? "", ends[1] ?? "", style);
  return sayOne(day, style);
}

function sayInterval(start: string, end: string, style: DayStyle): string {
  if (end === ".." || end === "") return `since ${sayOne(start, style)}`;
  if (start === ".." || start === "") return `until ${sayOne(end, style)}`;
  const sameMonth = start.length === 10 && end.length === 10 && start.slice(0, 7) === end.slice(0, 7);
  const first = sameMonth ? String(Number(start.slice(8))) : sayOne(start, { ...style, year: start.slice(0, 4) !== end.slice(0, 4) });
  return `${first} to ${sayOne(end, style)}`;
}

function sayOne(day: string, style: DayStyle): string {
  const match = PART.exec(day);
  if (match === null) return day;
  const [, year = "", month, date, doubt] = match;
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  const short = style.short ? name?.slice(0, 3) : name;
  const withYear = style.year !== false || short === undefined;
  const words = [date === undefined ? undefined : String(Number(date)), short, withYear ? year : undefined];
  const said = words.filter((word) => word !== undefined).join(" ");
  return doubt === undefined ? said : `about ${said}`;
}

const DAY_MS = 86_400_000;

/** Days from the first to the second; negative if it lies before. NaN if one is no full day. */
export function daysBetween(first: string, second: string): number {
  return (Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first full day of an EDTF value; null where there is none. */
export function firstDay(value: string | null | undefined): string | null {
  return /\d{4}-\d{2}-\d{2}/.exec(value ?? "")?.[0] ?? null;
}

/** Every day from the first to the last, both included; never more than a hundred years. */
export function daysFrom(first: string, last: string): string[] {
  const length = Math.min(Math.max(daysBetween(first, last), -1) + 1, 36_600);
  return Array.from({ length }, (_, index) => addDays(first, index));
}
