import { operatorLabel } from "./say";

/**
 * A half of a condition as it reads beside its hinge: without the "that" it hung on, and without the piece of the hinge that the text
 * has inside it ("would halt its operation only" / "only if"). The words themselves stand in the story, one click away.
 */
export function halfWords(words: string, operator: string): string {
  const bare = words.replace(/^that\s+/i, "");
  const hinge = operatorLabel(operator).split(" ");
  for (let length = hinge.length; length > 0; length--) {
    const tail = ` ${hinge.slice(0, length).join(" ")}`;
    if (bare.toLowerCase().endsWith(tail)) return bare.slice(0, -tail.length);
  }
  return bare;
}
