import json
from pathlib import Path

assert json.loads(Path("door.json").read_text()) == {"door": "back", "word": "heron"}
