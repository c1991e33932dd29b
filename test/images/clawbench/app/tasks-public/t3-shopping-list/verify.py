from pathlib import Path

assert Path("list.md").read_text().split() == ["-", "flour", "-", "milk"]
