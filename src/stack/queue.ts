/** The label by which Kueue knows the LocalQueue of a Job. */
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
