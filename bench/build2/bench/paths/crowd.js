import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuMicros } from '../lib/cpu.js';
import { readMark } from '../lib/events.js';
import { quantile } from '../lib/stats.js';
import { base, tokenOf } from '../servers/index.js';
/** Sockets that are being opened at a time. */
const OPENING = 50;
/** Sockets from one address; it has some 28,000 ports, and a closed socket keeps its for a minute. */
const PER_ADDRESS = 2_500;
const ADDRESSES = process.platform === 'linux' ? 200 : 1;
/** An event that does not come within this time, in milliseconds, is lost. */
const LOST_MS = 20_000;
const SPARE_FILES = 500;
let opened = 0;
/** Many sockets, each of its own user, and what each has received. */
export class Crowd {
    constructor() {
        this.subscribers = [];
        this.received = [];
        this.latencies = [];
        this.total = 0;
        this.fault = null;
    }
    /** Opens them, on each server as many, and answers with how many were live in a second. */
    static async open(servers, connect, size) {
        const crowd = new Crowd();
        const start = performance.now();
        let next = 0;
        const openSome = async () => {
            while (next < size) {
                const user = next++;
                opened += 1;
                const address = Math.floor(opened / PER_ADDRESS) % ADDRESSES;
                const subscriber = await connect({
                    url: base(servers[user % servers.length]),
                    token: tokenOf(user),
                    ...(address > 0 && { localAddress: `127.0.0.${address + 1}` }),
                    onMessage: (message) => crowd.take(user, message),
                });
                crowd.subscribers.push(subscriber);
            }
        };
        await Promise.all(Array.from({ length: OPENING }, openSome));
        return { crowd, perSecond: (size / (performance.now() - start)) * 1_000 };
    }
    take(user, message) {
        const mark = readMark(message);
        const count = (this.received[user] ?? 0) + 1;
        this.received[user] = count;
        if (mark?.user !== user || mark.seq !== count) {
            const what = mark ? `event ${mark.seq} of user ${mark.user}` : message.slice(0, 300);
            this.fault ??= new Error(`socket ${user} got, as its ${count}., ${what}`);
        }
        this.total += 1;
        if (mark)
            this.latencies.push(mark.ms);
    }
    /** Waits until `count` events came, since the last time, while `publishing` is done. @throws where one went astray */
    async receive(servers, count, publishing) {
        const start = performance.now();
        const cpu = () => servers.reduce((sum, { pid }) => sum + cpuMicros(pid), 0);
        const cpuBefore = cpu(); const tb=servers.map(x=>threads(x.pid));
        this.latencies = [];
        const wanted = this.total + count;
        let failed = false;
        publishing.catch(() => {
            failed = true;
        });
        let published = false;
        void publishing.then(() => {
            published = true;
        });
        let last = { total: this.total, at: start };
        while (this.total < wanted && !this.fault && !failed) {
            await delay(2);
            if (this.total !== last.total || !published)
                last = { total: this.total, at: performance.now() };
            else if (performance.now() - last.at > LOST_MS)
                throw new Error(`${wanted - this.total} of ${count} events were lost`);
        }
        await publishing;
        const seconds = (performance.now() - start) / 1_000;
        // Whatever comes twice comes now.
        await delay(50);
        if (this.fault)
            throw this.fault;
        if (this.total !== wanted)
            throw new Error(`${this.total - wanted} events came twice`);
        { const ta=servers.map(x=>threads(x.pid)); const m=new Map(tb[0]); console.error('   threads', count, ta[0].map(([k,v])=>((v-(m.get(k)??0))*10000/count).toFixed(0)).join(' ')); }
        return {
            perSecond: count / seconds,
            p50Ms: quantile(this.latencies, 0.5),
            p99Ms: quantile(this.latencies, 0.99),
            cpuUs: (cpu() - cpuBefore) / count,
        };
    }
    close() {
        for (const subscriber of this.subscribers)
            subscriber.close();
    }
}
/** As many sockets as one process may hold here. */
export function mostSockets(wanted) {
    if (process.platform !== 'linux')
        return wanted;
    const [, hard] = /Max open files\s+\S+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return hard ? Math.min(wanted, Number(hard) - SPARE_FILES) : wanted;
}

import { readdirSync } from 'node:fs';
function threads(pid){ return readdirSync('/proc/'+pid+'/task').map(t=>{ const l=readFileSync('/proc/'+pid+'/task/'+t+'/stat','utf8'); const f=l.slice(l.lastIndexOf(')')+2).split(' '); return [t, Number(f[11])+Number(f[12])]; }); }
