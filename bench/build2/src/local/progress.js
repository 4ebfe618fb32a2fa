import { MultiBar, Presets } from 'cli-progress';
/** Without a terminal, a line at each quarter. */
const QUARTERS = 4;
/** Bars on a terminal, lines elsewhere. `log` takes whole lines; `terminal` is where the bars are drawn. */
export function createProgress(log, terminal) {
    return terminal?.isTTY ? bars(log, terminal) : lines(log);
}
function lines(log) {
    return {
        log,
        begin({ name, source, total }) {
            const began = Date.now();
            let done = 0;
            let first;
            let quarter = 0;
            log(`downloading ${name} (${megabytes(total)}, ${source})`);
            return {
                update(bytes) {
                    // What an earlier start had downloaded already is not of this one's speed.
                    first ??= bytes;
                    done = bytes;
                    const now = Math.floor((bytes / total) * QUARTERS);
                    if (now <= quarter || now >= QUARTERS)
                        return;
                    quarter = now;
                    log(`${name}: ${(now / QUARTERS) * 100} %`);
                },
                end(whole) {
                    if (whole)
                        log(summary(name, done - (first ?? 0), began));
                },
            };
        },
    };
}
function bars(log, stream) {
    let open = 0;
    let multi;
    const say = (line) => {
        if (multi)
            multi.log(`${line}\n`);
        else
            log(line);
    };
    return {
        log: say,
        begin({ name, source, total }) {
            multi ??= new MultiBar({
                stream,
                format: '{name} {bar} {percentage} % of {size}, {speed}, {source}',
                barsize: 20,
                clearOnComplete: true,
                hideCursor: true,
                fps: 5,
                // Ctrl-C is the supervisor's.
                gracefulExit: false,
            }, Presets.shades_classic);
            open += 1;
            const began = Date.now();
            const facts = { name, source, size: megabytes(total), speed: '…' };
            const bar = multi.create(total, 0, facts);
            let done = 0;
            let first;
            return {
                update(bytes) {
                    first ??= bytes;
                    done = bytes;
                    bar.update(Math.min(bytes, total), { ...facts, speed: speed(done - first, began) });
                },
                end(whole) {
                    bar.stop();
                    multi?.remove(bar);
                    open -= 1;
                    if (open === 0) {
                        multi?.stop();
                        multi = undefined;
                    }
                    if (whole)
                        say(summary(name, done - (first ?? 0), began));
                },
            };
        },
    };
}
const summary = (name, bytes, began) => `downloaded ${name} (${megabytes(bytes)} in ${((Date.now() - began) / 1_000).toFixed(1)} s, ${speed(bytes, began)})`;
const speed = (bytes, began) => bytes > 0 ? `${(bytes / 1_000 / Math.max(1, Date.now() - began)).toFixed(1)} MB/s` : '…';
/** As people read it; MB are millions of bytes. */
export function megabytes(bytes) {
    return bytes < 10_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.round(bytes / 1_000_000)} MB`;
}
