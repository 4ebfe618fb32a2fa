/** The hash slot of a key in a Redis Cluster. The package has no types of its own. */
declare module 'cluster-key-slot' {
  export default function calculateSlot(key: string): number;
}
