"""Signatures of bundles, by SSH keys: people have them, and `ssh-keygen` checks them."""

import subprocess
from pathlib import Path

from specdeck.errors import CommandError

NAMESPACE = "specdeck-patterns"
INSTALL = "Install the OpenSSH client, which brings ssh-keygen."


def sign_bundle(bundle: Path, key: Path) -> Path:
    """Sign a bundle; return the file with the signature."""
    signature = _signature_of(bundle)
    signature.unlink(missing_ok=True)
    done = _ssh_keygen("-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(bundle))
    if done.returncode or not signature.exists():
        raise CommandError("patterns.signing", f"The bundle was not signed: {_last_line(done)}", "Name your SSH key.")
    return signature


def verify_bundle(bundle: Path, text: str, signers: Path | None) -> str:
    """Return who signed a bundle; raise an error unless one of the signers did, and the text is as it was signed."""
    signature = _signature_of(bundle)
    if not signature.exists():
        sentence = f"{bundle} has no signature: {signature} does not exist."
        raise CommandError("patterns.unsigned", sentence, "Get the signature, or add --unsigned if you trust the file.")
    allowed = signers or Path.home() / ".ssh" / "allowed_signers"
    if not allowed.exists():
        raise CommandError("patterns.signers", f"{allowed} does not exist.", "List who may sign: NAME KEY, one a line.")
    principal = _principal(signature, allowed)
    options = ("-n", NAMESPACE, "-f", str(allowed), "-I", principal, "-s", str(signature))
    done = _ssh_keygen("-Y", "verify", *options, stdin=text)
    if done.returncode:
        sentence = f"The signature of {bundle} is not valid: the text is not what {principal} signed."
        raise CommandError("patterns.bad_signature", sentence, "Get the bundle again from its author.")
    return principal


def _principal(signature: Path, allowed: Path) -> str:
    done = _ssh_keygen("-Y", "find-principals", "-f", str(allowed), "-s", str(signature))
    if done.returncode or not done.stdout.strip():
        sentence = f"{signature} is not by anybody in {allowed}."
        raise CommandError("patterns.bad_signature", sentence, "Add the author's key there if you trust it.")
    return done.stdout.split()[0]


def _signature_of(bundle: Path) -> Path:
    return bundle.with_name(f"{bundle.name}.sig")


def _ssh_keygen(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(["ssh-keygen", *arguments], input=stdin, capture_output=True, text=True, check=False)
    except OSError as error:
        raise CommandError("patterns.ssh_keygen", f"ssh-keygen cannot be started: {error}.", INSTALL) from error


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
