/** Items in the order of two numbers, the smallest first. */
export class Heap<Item> {
  private readonly items: Placed<Item>[] = [];

  get size() {
    return this.items.length;
  }

  /** The rank of the first item; infinite if there is none. */
  get first() {
    return this.items[0]?.rank ?? Number.POSITIVE_INFINITY;
  }

  push(rank: number, order: number, item: Item) {
    const { items } = this;
    let at = items.length;
    items.push({ rank, order, item });
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): Item | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (!top || !last) return undefined;
    if (items.length > 0) {
      items[0] = last;
      for (let at = 0; ; ) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2])
          if (child < items.length && this.before(child, least)) least = child;
        if (least === at) break;
        this.swap(at, least);
        at = least;
      }
    }
    return top.item;
  }

  private before(one: number, other: number) {
    const [a, b] = [this.items[one] as Placed<Item>, this.items[other] as Placed<Item>];
    return a.rank < b.rank || (a.rank === b.rank && a.order < b.order);
  }

  private swap(one: number, other: number) {
    const { items } = this;
    [items[one], items[other]] = [items[other] as Placed<Item>, items[one] as Placed<Item>];
  }
}

interface Placed<Item> {
  rank: number;
  order: number;
  item: Item;
}
