"""Runs what reads foreign files outside this process, without network, programs or files, and with limits on all it takes.

`running` is this program's side: it hands a file to a task and takes the answer, which it trusts no more than the file. `nursery` keeps
one warm process with the tasks' modules loaded (`zygote`), which forks a child for every file. The child (`child`) gives up what it can
do (`confining`: `landlock`, `seccomp`, limits) before it looks at the file.
"""

from app.platform.sandbox.confining import active_layers
from app.platform.sandbox.outcomes import LIMITS, CouldNotRead, Limits, Outcome, Profile, Reason
from app.platform.sandbox.running import Sandbox

__all__ = ["LIMITS", "CouldNotRead", "Limits", "Outcome", "Profile", "Reason", "Sandbox", "active_layers"]
