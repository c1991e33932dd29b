import json
from pathlib import Path

settings = json.loads(Path("settings.json").read_text())
print(f'waits {settings["timeout"]} s')
