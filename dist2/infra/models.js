import { getModelForClass, setGlobalOptions } from '@typegoose/typegoose';
import { SessionRecord } from '../auth/session.model.js';
import { UserRecord } from '../auth/user.model.js';
import { ContentRecord } from '../content/content.model.js';
import { EventCounterRecord, EventRecord } from '../generation/event.model.js';
import { JobRecord } from '../generation/job.model.js';
import { LeaseRecord } from './lease.js';
/** Binds every model to one connection and makes sure that their indexes are there. */
export async function openModels(connection) {
    // The cache is by name across connections, and would hand out a model of another one.
    setGlobalOptions({ globalOptions: { disableGlobalCaching: true } });
    const options = { existingConnection: connection };
    const models = {
        users: getModelForClass(UserRecord, options),
        sessions: getModelForClass(SessionRecord, options),
        contents: getModelForClass(ContentRecord, options),
        jobs: getModelForClass(JobRecord, options),
        events: getModelForClass(EventRecord, options),
        counters: getModelForClass(EventCounterRecord, options),
        leases: getModelForClass(LeaseRecord, options),
    };
    await Promise.all(Object.values(models).map((model) => model.createIndexes()));
    return models;
}
//# sourceMappingURL=models.js.map