"""Which controls of OWASP, GDPR, PCI DSS, SOC 2 and HIPAA a weakness touches, as data."""

from types import MappingProxyType

FRAMEWORKS = ("owasp", "gdpr", "pci", "soc2", "hipaa")
_INJECTION = {
    "owasp": "A03:2021 Injection", "gdpr": "Art. 32(1)(b)", "pci": "6.2.4", "soc2": "CC6.1",
    "hipaa": "164.312(c)(1)",
}  # fmt: skip
_ACCESS = {
    "owasp": "A01:2021 Broken Access Control", "gdpr": "Art. 25(2)", "pci": "7.2.1", "soc2": "CC6.3",
    "hipaa": "164.312(a)(1)",
}  # fmt: skip
_SECRETS = {
    "owasp": "A07:2021 Identification and Authentication Failures", "gdpr": "Art. 32(1)(a)", "pci": "8.6.2",
    "soc2": "CC6.1", "hipaa": "164.312(d)",
}  # fmt: skip
_CRYPTOGRAPHY = {
    "owasp": "A02:2021 Cryptographic Failures", "gdpr": "Art. 32(1)(a)", "pci": "8.3.2", "soc2": "CC6.7",
    "hipaa": "164.312(a)(2)(iv)",
}  # fmt: skip
_LOGGING = {
    "owasp": "A09:2021 Security Logging and Monitoring Failures", "gdpr": "Art. 33", "pci": "10.2.1",
    "soc2": "CC7.2", "hipaa": "164.312(b)",
}  # fmt: skip
_DESIGN = {"owasp": "A04:2021 Insecure Design", "pci": "6.2.4", "soc2": "CC8.1"}
_BY_CWE = {
    79: _INJECTION, 89: _INJECTION, 116: _INJECTION,
    73: _ACCESS, 250: _ACCESS, 271: _ACCESS, 285: _ACCESS, 426: _ACCESS, 427: _ACCESS, 639: _ACCESS, 732: _ACCESS,
    862: _ACCESS,
    256: _SECRETS, 798: _SECRETS,
    319: _CRYPTOGRAPHY, 327: _CRYPTOGRAPHY, 338: _CRYPTOGRAPHY, 916: _CRYPTOGRAPHY,
    391: _LOGGING, 532: _LOGGING,
    367: _DESIGN,
}  # fmt: skip
CONTROLS = MappingProxyType(_BY_CWE)


def control_of(cwe: int | None, framework: str) -> str | None:
    """The control of a framework that a weakness touches."""
    return CONTROLS.get(cwe or 0, {}).get(framework)
