import json
from pathlib import Path

assert json.loads(Path("settings.json").read_text()) == {"timeout_seconds": 30, "retries": 2}
