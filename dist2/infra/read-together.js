import DataLoader from 'dataloader';
/** However long a read takes, what was asked for meanwhile waits no longer than this, in milliseconds. */
const PATIENCE_MS = 10;
/**
 * Makes one read of many: of what is asked for in one turn of the event loop, and of what is asked for while a read is
 * under way. A crowd that comes back at once costs few reads, and whoever comes alone waits for nobody.
 * @param read answers in the order of its keys
 */
export function readTogether(read, most) {
    let underWay = 0;
    const waiting = new Set();
    function schedule(begin) {
        if (underWay === 0)
            return void setImmediate(begin);
        const go = () => {
            if (!waiting.delete(go))
                return;
            clearTimeout(timer);
            setImmediate(begin);
        };
        const timer = setTimeout(go, PATIENCE_MS);
        waiting.add(go);
    }
    const loader = new DataLoader(async (keys) => {
        underWay++;
        try {
            return await read(keys);
        }
        finally {
            underWay--;
            for (const go of waiting)
                go();
        }
    }, { cache: false, maxBatchSize: most, batchScheduleFn: schedule });
    return (key) => loader.load(key);
}
//# sourceMappingURL=read-together.js.map