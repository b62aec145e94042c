"""Runs a command to its end and prints its wall time in seconds, peak memory in KiB and exit code, as JSON.

Usage: measured-run.py COMMAND [ARGUMENT...]
Node tells such figures only of itself; /usr/bin/time is not installed everywhere.
"""

import json
import os
import subprocess
import sys
import time

start = time.monotonic()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(json.dumps({
    "seconds": time.monotonic() - start,
    "maxRssKiB": usage.ru_maxrss,
    "exitCode": os.waitstatus_to_exitcode(status),
}))
