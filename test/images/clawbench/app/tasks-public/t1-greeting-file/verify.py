from pathlib import Path

assert Path("greeting.txt").read_text().strip() == "Good morning, Ada."
