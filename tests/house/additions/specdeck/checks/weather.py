"""A check that a test adds."""

from specdeck.doctor.check import DoctorCheck, ok

CHECK = DoctorCheck("weather", lambda: ok("sunny"))
