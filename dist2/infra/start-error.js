/** Why a process cannot start: its message is one line with the cause and what to do, fit to be shown alone. */
export class StartError extends Error {
    constructor() {
        super(...arguments);
        this.name = 'StartError';
    }
}
//# sourceMappingURL=start-error.js.map