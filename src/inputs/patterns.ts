/** Id of a task of the suite. */
export const taskId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** A model as `<provider>/<id>`; ids may hold more slashes. */
export const modelPattern = /^[A-Za-z0-9][\w.-]*\/[\w.:@/+-]*[\w@+]$/;
