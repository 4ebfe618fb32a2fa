import 'reflect-metadata';
import { buildSchema as buildTypeGraphqlSchema } from 'type-graphql';
import { AuthResolver } from './auth/auth.resolver.js';
import { authChecker } from './auth/auth-checker.js';
import { SessionResolver } from './auth/session.resolver.js';
import { ContentResolver } from './content/content.resolver.js';
import { DateTime } from './date-time.js';
import { answerEvents } from './execution/event-answers.js';
import { GenerationResolver } from './generation/generation.resolver.js';
import { NotificationResolver } from './generation/notification.resolver.js';
import { validateArgument } from './validation.js';
/** type-graphql wants one as soon as there is a subscription; ours read the event log instead (generation.events.ts). */
const unusedPubSub = {
    publish: () => {
        throw new Error('Subscriptions are made with `subscribe`');
    },
    subscribe: () => {
        throw new Error('Subscriptions are made with `subscribe`');
    },
};
/** Every resolver by name, and the rules that hold for all of them. */
export async function buildSchema() {
    const schema = await buildTypeGraphqlSchema({
        resolvers: [AuthResolver, SessionResolver, ContentResolver, GenerationResolver, NotificationResolver],
        authChecker,
        pubSub: unusedPubSub,
        scalarsMap: [{ type: Date, scalar: DateTime }],
        validateFn: validateArgument,
    });
    const generation = new GenerationResolver();
    answerEvents(schema, {
        jobProgress: (progress) => generation.jobProgress(progress),
        jobCompleted: (event) => generation.jobCompleted(event),
    });
    return schema;
}
//# sourceMappingURL=schema.js.map