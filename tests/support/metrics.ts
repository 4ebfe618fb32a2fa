/** The metrics of one scrape. */
export interface Scrape {
  /** Metrics that are declared or have a series. */
  names: Set<string>;
  series: { name: string; labels: Record<string, string>; value: number }[];
  /** The sum of a metric over all series with these labels. */
  sum(name: string, labels: Record<string, string>): number;
}

/** Reads the metrics of a process in the text format of Prometheus. */
export async function scrape(url: string): Promise<Scrape> {
  const text = await (await fetch(url)).text();
  const series = text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^([a-z_:]\w*)(?:\{(.*)\})? (\S+)/i.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels: labelsOf(labels), value: Number(value) }];
  });
  const declared = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  return {
    series,
    names: new Set([...declared, ...series.map(({ name }) => name)]),
    sum: (name, wanted) =>
      series
        .filter((each) => each.name === name)
        .filter(({ labels }) => Object.entries(wanted).every(([label, value]) => labels[label] === value))
        .reduce((total, { value }) => total + value, 0),
  };
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name, value]),
  );
