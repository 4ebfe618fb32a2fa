import proxyAddress from '@fastify/proxy-addr';
/**
 * @param setting `off`; a number of proxies in front of this process; or their addresses and networks, by commas
 * @throws where an address is none
 */
export function trustProxy(setting) {
    if (setting === 'off')
        return () => false;
    if (/^\d+$/.test(setting))
        return (_, hop) => hop < Number(setting);
    return proxyAddress.compile(setting.split(',').map((part) => part.trim()));
}
/** The address that a request came from, beyond the proxies that are trusted to tell it. */
export function clientAddress(request, trust) {
    // Most requests came through no proxy, and there is nothing to take apart.
    if (request.headers['x-forwarded-for'] === undefined)
        return request.socket.remoteAddress ?? 'unknown';
    return proxyAddress(request, trust) ?? request.socket.remoteAddress ?? 'unknown';
}
//# sourceMappingURL=address.js.map