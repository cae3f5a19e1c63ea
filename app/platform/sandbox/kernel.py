"""System calls that Python has no function for, by their number through the C library."""

import ctypes
import os
import platform
import sys

MACHINES = {"x86_64": 0, "aarch64": 1, "arm64": 1}
"""Processors whose system calls we know, and the column of their numbers."""

LINUX = sys.platform == "linux"
COLUMN = MACHINES.get(platform.machine()) if LINUX and sys.maxsize > 1 << 32 else None
"""None where the kernel or the processor is another: what stands on system calls is then not there."""

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38
SYS_CAPSET = (126, 91)
CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: object) -> int:
    """The result of a system call. Raises OSError with its error."""
    result: int = _libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def prctl(option: int, value: int) -> None:
    """Change something of this process. Does nothing where the kernel is not Linux. Raises OSError."""
    if LINUX and _libc.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def drop_capabilities() -> None:
    """Leave root no more than the files that root owns. Raises OSError."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if COLUMN is not None:
        call(SYS_CAPSET[COLUMN], ctypes.byref(header), ctypes.byref(nothing))
