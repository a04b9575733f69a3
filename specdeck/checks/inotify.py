"""Can a large tree be watched?"""

from pathlib import Path

from specdeck.doctor.check_result import DoctorFinding, lacking, ok

LIMITS = Path("/proc/sys/fs/inotify")
ENOUGH_WATCHES = 65_536
ENOUGH_INSTANCES = 128


def check() -> DoctorFinding:
    """Look at the kernel's limits on watches."""
    try:
        watches, instances = (int((LIMITS / name).read_text()) for name in ("max_user_watches", "max_user_instances"))
    except (OSError, ValueError):
        return lacking("inotify", "the kernel tells no limits; changes are found by looking", "Nothing to do.")
    found = f"{watches} watches, {instances} instances"
    if watches < ENOUGH_WATCHES or instances < ENOUGH_INSTANCES:
        return lacking(
            "inotify",
            found,
            f"As root: sysctl fs.inotify.max_user_watches={ENOUGH_WATCHES} "
            f"fs.inotify.max_user_instances={ENOUGH_INSTANCES}.",
        )
    return ok("inotify", found)
