"""Can the kernel watch a large tree?"""

from pathlib import Path

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok

LIMITS = Path("/proc/sys/fs/inotify")
ENOUGH_WATCHES = 65_536
ENOUGH_INSTANCES = 128


def _check() -> CheckOutcome:
    try:
        watches, instances = (int((LIMITS / name).read_text()) for name in ("max_user_watches", "max_user_instances"))
    except (OSError, ValueError):
        return lacking("the kernel reports no limits; folders are compared periodically", "Nothing to do.")
    found = f"{watches} watches, {instances} instances"
    if watches < ENOUGH_WATCHES or instances < ENOUGH_INSTANCES:
        return lacking(
            found,
            f"As root: sysctl fs.inotify.max_user_watches={ENOUGH_WATCHES} "
            f"fs.inotify.max_user_instances={ENOUGH_INSTANCES}.",
        )
    return ok(found)


CHECK = DoctorCheck("inotify", _check)
