"""Writes the smallest files in the format of MaxMind's databases: a tree of bits, values, what it is."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from ipaddress import IPv4Network
from typing import Any

MARKER = b"\xab\xcd\xefMaxMind.com"
TEXT, DOUBLE, UINT16, UINT32, MAP, UINT64, ARRAY = 2, 3, 5, 6, 7, 9, 11


def mmdb(networks: Mapping[str, Any]) -> bytes:
    """A database for IPv4 with a value for each network; none lies in another one."""
    nodes: list[list[int | None]] = [[None, None]]
    offsets: dict[tuple[int, int], int] = {}
    data = b""
    for text, value in networks.items():
        network = IPv4Network(text)
        bits = f"{int(network.network_address):032b}"[: network.prefixlen]
        node = 0
        for bit in bits[:-1]:
            found = nodes[node][int(bit)]
            if found is None:
                nodes.append([None, None])
                found = nodes[node][int(bit)] = len(nodes) - 1
            node = found
        offsets[node, int(bits[-1])] = len(data)
        data += encoded(value)
    count = len(nodes)
    tree = b""
    for number, node_records in enumerate(nodes):
        for side, record in enumerate(node_records):
            offset = offsets.get((number, side))
            # A number of a node, or that of all nodes for nothing, or beyond them a place in the values.
            at = record if record is not None else count if offset is None else count + 16 + offset
            tree += struct.pack(">I", at)
    about = {
        "binary_format_major_version": uint(UINT16, 2, 2),
        "binary_format_minor_version": uint(UINT16, 2, 0),
        "build_epoch": uint(UINT64, 8, 1),
        "database_type": "Test-City",
        "description": {"en": "test"},
        "ip_version": uint(UINT16, 2, 4),
        "languages": ["en"],
        "node_count": uint(UINT32, 4, count),
        "record_size": uint(UINT16, 2, 32),
    }
    return tree + b"\0" * 16 + data + MARKER + encoded(about)


def encoded(value: Any) -> bytes:
    """A value in the format of the values; bytes are one that has it already."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        raw = value.encode()
        return control(TEXT, len(raw)) + raw
    if isinstance(value, float):
        return control(DOUBLE, 8) + struct.pack(">d", value)
    if isinstance(value, list):
        return control(ARRAY, len(value)) + b"".join(map(encoded, value))
    pairs = (encoded(key) + encoded(item) for key, item in value.items())
    return control(MAP, len(value)) + b"".join(pairs)


def uint(kind: int, size: int, value: int) -> bytes:
    """A number without a sign."""
    return control(kind, size) + value.to_bytes(size, "big")


def control(kind: int, size: int) -> bytes:
    """The byte, or two, in front of a value."""
    extra = b""
    if size >= 29:
        size, extra = 29, bytes([size - 29])
    if kind > 7:
        return bytes([size, kind - 7]) + extra
    return bytes([kind << 5 | size]) + extra
