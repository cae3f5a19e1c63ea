"""Seccomp: the kernel refuses this process the system calls that a parser has no business with.

See the kernel's `Documentation/userspace-api/seccomp_filter.rst`; numbers are those of `asm/unistd_64.h` (x86-64) and
`asm-generic/unistd.h` (arm64). The filter is assembled here because the one binding in use, pyseccomp, was last released in 2021 and needs
a system library that neither the image nor a plain Debian has.
"""

import ctypes
import errno
import os
import struct

from app.platform.sandbox.kernel import COLUMN, PR_SET_PDEATHSIG, call

Numbers = tuple[int | None, int | None]

NETWORK: dict[str, Numbers] = {"socket": (41, 198), "socketpair": (53, 199)}
PROGRAMS: dict[str, Numbers] = {"execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None)}
"""What the profile with programs is allowed besides."""
PROCESSES: dict[str, Numbers] = {
    "setsid": (112, 157),  # leaving the group would mean outliving it
    "setpgid": (109, 154),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
}
KERNEL: dict[str, Numbers] = {
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    "lookup_dcookie": (212, 18),
    "syslog": (103, 116),
    "ioperm": (173, None),
    "iopl": (172, None),
    "modify_ldt": (154, None),
    "uselib": (134, None),
    "personality": (135, 92),
}
SYSTEM: dict[str, Numbers] = {
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "vhangup": (153, 58),
    "nfsservctl": (180, 42),
}
RIGHTS: dict[str, Numbers] = {
    "setuid": (105, 146),
    "setgid": (106, 144),
    "setreuid": (113, 145),
    "setregid": (114, 143),
    "setresuid": (117, 147),
    "setresgid": (119, 149),
    "setgroups": (116, 159),
    "setfsuid": (122, 151),
    "setfsgid": (123, 152),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "capset": (126, 91),
    "setrlimit": (160, 164),
}
UNCOUNTED: dict[str, Numbers] = {
    "memfd_create": (319, 279),  # memory that no limit of the process counts, or that outlives it
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
}
ALWAYS_REFUSED = {**NETWORK, **PROCESSES, **KERNEL, **SYSTEM, **RIGHTS, **UNCOUNTED}

CLONE, CLONE3, TGKILL, PRLIMIT, PRCTL = (56, 220), (435, 435), (234, 131), (302, 261), (157, 167)
NEWEST = 451
"""The last system call that we know: later ones do not exist for the child, so that nothing new is allowed by oversight."""
OTHER_INTERFACE = 0x40000000
"""From here on x86-64 has a second set of numbers (x32) for the same calls."""

SECCOMP = (317, 277)
SET_MODE_FILTER, GET_ACTION_AVAIL, ALL_THREADS = 1, 2, 1
KILL, REFUSE, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
ARCHITECTURES = (0xC000003E, 0xC00000B7)

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
CLONE_THREAD, CLONE_NEW = 0x00010000, 0x7E020000
"""Flags of `clone`: a thread of this process, and namespaces of any kind."""

_STEP = struct.Struct("=HBBI")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def available() -> bool:
    """Whether the kernel knows filters, and lets us ask."""
    if COLUMN is None:
        return False
    try:
        call(SECCOMP[COLUMN], ctypes.c_uint(GET_ACTION_AVAIL), ctypes.c_uint(0), ctypes.byref(ctypes.c_uint32(REFUSE)))
    except OSError:
        return False
    return True


def refuse(*, programs: bool) -> None:
    """From now on the system calls named above fail for this process and its children, with EPERM. Needs no-new-privileges. Raises
    OSError. With `programs` it may start processes and programs; which ones is for Landlock to say."""
    column = COLUMN
    if column is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    steps = _assembled(column, programs=programs)
    program = _Program(len(steps) // _STEP.size, steps)
    call(SECCOMP[column], ctypes.c_uint(SET_MODE_FILTER), ctypes.c_uint(ALL_THREADS), ctypes.byref(program))


def _assembled(column: int, *, programs: bool) -> bytes:
    """The filter for a processor, one step after another: every block of steps for a call ends in a decision."""
    refused = ALWAYS_REFUSED if programs else {**ALWAYS_REFUSED, **PROGRAMS}
    steps = [_step(LOAD, ARCHITECTURE), _step(EQUAL, ARCHITECTURES[column], 1, 0), _end(KILL), _step(LOAD, NUMBER)]
    steps += [_step(AT_LEAST, OTHER_INTERFACE, 0, 1), _end(KILL)]
    steps += [_step(AT_LEAST, NEWEST + 1, 0, 1), _end(REFUSE | errno.ENOSYS)]
    # Its flags lie in memory, where a filter cannot look; the C library then falls back on clone.
    steps += _on(CLONE3[column], [_end(REFUSE | errno.ENOSYS)])
    for numbers in refused.values():
        if (number := numbers[column]) is not None:
            steps += _on(number, [_end(REFUSE | errno.EPERM)])
    steps += _on(CLONE[column], _clone(programs=programs))
    steps += _on(TGKILL[column], _only_if(0, os.getpid()))
    steps += _on(PRLIMIT[column], _only_if(2, 0))
    steps += _on(PRCTL[column], [_step(LOAD, ARGUMENTS), _step(EQUAL, PR_SET_PDEATHSIG, 0, 1), _end(REFUSE | errno.EPERM), _end(ALLOW)])
    return b"".join([*steps, _end(ALLOW)])


def _clone(*, programs: bool) -> list[bytes]:
    """Threads; with programs processes too, but no namespaces."""
    flags = _step(LOAD, ARGUMENTS)
    if programs:
        return [flags, _step(ANY_BIT, CLONE_NEW, 0, 1), _end(REFUSE | errno.EPERM), _end(ALLOW)]
    return [flags, _step(ANY_BIT, CLONE_THREAD, 1, 0), _end(REFUSE | errno.EPERM), _end(ALLOW)]


def _only_if(argument: int, value: int) -> list[bytes]:
    """Allows the call when this argument (of 64 bits) has a value of at most 32 bits."""
    low, high = ARGUMENTS + 8 * argument, ARGUMENTS + 8 * argument + 4
    refusal = _end(REFUSE | errno.EPERM)
    return [_step(LOAD, low), _step(EQUAL, value, 1, 0), refusal, _step(LOAD, high), _step(EQUAL, 0, 1, 0), refusal, _end(ALLOW)]


def _on(number: int, block: list[bytes]) -> list[bytes]:
    """The block for one system call; any other passes by."""
    return [_step(EQUAL, number, 0, len(block)), *block]


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return _STEP.pack(code, then, otherwise, value)


def _end(decision: int) -> bytes:
    return _step(RETURN, decision)
