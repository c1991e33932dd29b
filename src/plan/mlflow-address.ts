export const MLFLOW_SERVICE = 'mlflow-service';
export const MLFLOW_PORT = 5000;

/** The address under which pods find the MLflow that is deployed in `namespace`. */
export function mlflowUri(namespace: string): string {
  return `http://${MLFLOW_SERVICE}.${namespace}.svc.cluster.local:${MLFLOW_PORT}`;
}
