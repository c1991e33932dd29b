import sys
import urllib.request
from pathlib import Path

solution = urllib.request.urlopen(f"{sys.argv[1]}solution").read().decode()
assert Path("code.txt").read_text().strip() == solution
