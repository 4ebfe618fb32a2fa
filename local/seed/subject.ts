/** A subject of the seeded texts: a product, a post and a picture. */
export interface Subject {
  /** The product's name. */
  name: string;
  /** What it is, as a phrase after "a". */
  what: string;
  /** Its benefits, in whole sentences. */
  benefits: [string, string, string];
  /** The post's title and its reason. */
  post: string;
  why: string;
  /** Its sections: a heading and two points each. */
  sections: [string, string, string][];
  /** What the picture shows, and the caption's other parts. */
  moment: string;
  question: string;
  emoji: string;
  tags: string[];
}
