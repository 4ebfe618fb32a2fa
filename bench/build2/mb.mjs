import { startStores } from './bench/data/stores.js';
import mongoose from 'mongoose';
import { userId } from './bench/data/ids.js';
const stores = await startStores(true);
const {MongoClient, ObjectId, BSON} = mongoose.mongo;
const c = await new MongoClient(stores.mongoUri('bench_a'), {enableUtf8Validation:false, maxPoolSize: 32}).connect();
const db = c.db(); const col = db.collection('contents');
const sort={createdAt:-1,_id:-1}, projection={title:1,type:1,createdAt:1,updatedAt:1};
const f=(u)=>({userId:new ObjectId(userId(u))});
const ways={
 find: (u)=>col.find(f(u),{sort,limit:21,batchSize:22,maxTimeMS:5000,projection}).toArray(),
 single: (u)=>col.find(f(u),{sort,limit:21,singleBatch:true,maxTimeMS:5000,projection}).toArray(),
 command: async (u)=>(await db.command({find:'contents',filter:f(u),sort,limit:21,singleBatch:true,maxTimeMS:5000,projection})).cursor.firstBatch,
 agg: (u)=>col.aggregate([{$match:f(u)},{$sort:sort},{$limit:21},{$project:projection}]).toArray(),
 rawfind: (u)=>col.find(f(u),{sort,limit:21,batchSize:22,maxTimeMS:5000,projection,raw:true}).toArray().then(r=>r.map(b=>BSON.deserialize(b))),
};
async function run(name, seconds){
  const fn=ways[name]; let n=0; const end=performance.now()+seconds*1000; const c0=process.cpuUsage(); const t0=performance.now();
  await Promise.all(Array.from({length:32},async(_, i)=>{ let u=i; while(performance.now()<end){ const r=await fn(u=(u+7)%1000); if(r.length!==21||!r[0].title) throw new Error('x'); n++; }}));
  const c1=process.cpuUsage(c0); return [n/((performance.now()-t0)/1000), (c1.user+c1.system)/n];
}
import {Session} from 'node:inspector/promises'; import {writeFileSync} from 'fs';
for(const n of ['find','command','rawfind']){ await run(n,2); const s=new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval',{interval:300}); await s.post('Profiler.start'); const [p,u]=await run(n,4); const {profile}=await s.post('Profiler.stop'); writeFileSync('/tmp/mb-'+n+'.cpuprofile',JSON.stringify(profile)); console.log(n,p.toFixed(0),u.toFixed(0), Math.round(p*4)); }
await c.close(); await stores.close();
