"""Prints what this image's ClawBench is and where its tasks are, as JSON: {"version": "0.4.0", "tasks": "/app/tasks-public"}.

What it does not know is null. It runs no task and asks no gateway.
"""

import importlib
import json

facts = {"version": None, "tasks": None}
for name, module, attribute in (("version", "clawbench", "__version__"), ("tasks", "clawbench.tasks", "TASKS_DIR")):
    try:
        value = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError):
        continue
    facts[name] = str(value)
print(json.dumps(facts))
