"""A check that a test adds."""

from specdeck.doctor.doctor_check import DoctorCheck, ok

CHECK = DoctorCheck("weather", lambda: ok("sunny"))
