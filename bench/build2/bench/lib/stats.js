/** The middle value, or the mean of the middle two. NaN of none. */
export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    if (sorted.length % 2 === 1)
        return sorted[middle];
    return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
/** The smallest value that at least this part (0 to 1) of all values does not exceed. NaN of none. */
export function quantile(values, part) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}
/** Every number of several rows of the same shape, each by its median. */
export function medians(rows) {
    const names = Object.keys(rows[0] ?? {});
    return Object.fromEntries(names.map((name) => [name, median(rows.map((row) => row[name]))]));
}
