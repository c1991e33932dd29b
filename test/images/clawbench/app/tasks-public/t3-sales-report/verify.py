import json
from pathlib import Path

assert json.loads(Path("report.json").read_text()) == {"north": 70, "south": 37, "west": 5}
