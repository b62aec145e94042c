"""Joins two network namespaces by a link that takes a given time each way.

Usage: delay-relay.py ONE_WAY_MS NAMESPACE_A DEVICE_A NAMESPACE_B DEVICE_B
Makes a tun device in each namespace, prints `ready`, and ends with its input.
"""

import collections
import fcntl
import os
import select
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA  # linux/if_tun.h
IFF_TUN_NO_PI = 0x0001 | 0x1000
PACKET_LIMIT = 65536
LATENESS_LIMIT = 0.001  # What is later than that is a busy machine, not the timer.


def open_tun(namespace, device):
    handle = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    # "tun%d": the kernel picks a free name here; the final one is given where the device goes.
    request = fcntl.ioctl(handle, TUNSETIFF, struct.pack("16sH22s", b"tun%d", IFF_TUN_NO_PI, b""))
    name = request[:16].rstrip(b"\0").decode()
    subprocess.run(["ip", "link", "set", name, "netns", namespace, "name", device], check=True)
    return handle


def write_all(handle, packet):
    try:
        os.write(handle, packet)
    except OSError:
        pass  # A device that is down loses packets, as a cable does.


def read_some(handle):
    try:
        return os.read(handle, PACKET_LIMIT)
    except OSError:
        return None


def relay(delay, a, b):
    waiting = collections.deque()
    lateness = 0.0
    while True:
        timeout = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        # select and not epoll, whose timeout is rounded up to whole milliseconds.
        readable, _, _ = select.select((a, b, 0), (), (), timeout)
        if 0 in readable:
            return
        for handle in readable:
            while (packet := read_some(handle)) is not None:
                waiting.append((time.monotonic() + delay - lateness, b if handle == a else a, packet))
        while waiting and waiting[0][0] <= time.monotonic():
            due, target, packet = waiting.popleft()
            # A sleeper wakes late by about as much as the last time: the next packets leave that much earlier.
            lateness += (min(time.monotonic() - due, LATENESS_LIMIT) - lateness) / 8
            write_all(target, packet)


def main():
    one_way_ms, namespace_a, device_a, namespace_b, device_b = sys.argv[1:]
    a, b = open_tun(namespace_a, device_a), open_tun(namespace_b, device_b)
    print("ready", flush=True)
    relay(float(one_way_ms) / 1000, a, b)


main()
