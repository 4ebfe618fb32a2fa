import { createMethodMiddlewareDecorator } from 'type-graphql';
/** Counts a resolver's calls against a rate limit before it runs. An `input.email`, or who is signed in, names the account. */
export function RateLimited(action) {
    return createMethodMiddlewareDecorator(async ({ args, context }, next) => {
        const email = args.input?.email;
        const account = action === 'password' ? context.viewer?.id : typeof email === 'string' ? email : undefined;
        await context.limits.take(action, account);
        const result = await next();
        if ((action === 'login' || action === 'password') && account !== undefined)
            await context.limits.signedIn(account);
        return result;
    });
}
//# sourceMappingURL=rate-limited.js.map