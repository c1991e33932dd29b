/** The values of the `cluster` input: where the cluster is found. */
export const clusterChoices = ['auto', 'kubeconfig', 'ambient', 'in-cluster', 'kind'] as const;

export type ClusterChoice = (typeof clusterChoices)[number];
