"""The settings of the scratch server. None of them can be changed by the roles that run untrusted code."""

from pathlib import Path

INITDB = (
    "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "--locale=C.UTF-8", "--wal-segsize=1",
    "--no-instructions",
)  # fmt: skip
COMMON = {
    "listen_addresses": "''",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "superuser_reserved_connections": "3",
    "shared_buffers": "32MB",
    "dynamic_shared_memory_type": "mmap",  # a file in the data folder, which is removed with it
    "huge_pages": "off",
    "fsync": "off",
    "synchronous_commit": "on",  # a commit survives the recovery after a killed process; without fsync it costs little
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "64MB",
    "min_wal_size": "8MB",
    "max_replication_slots": "0",
    "max_prepared_transactions": "0",
    "max_parallel_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "max_worker_processes": "1",
    "max_locks_per_transaction": "512",
    "autovacuum": "off",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "datestyle": "'ISO, MDY'",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "lc_messages": "C",
    "log_min_messages": "panic",  # else untrusted code could fill the log
    "log_min_error_statement": "panic",
    "log_startup_progress_interval": "0",
    "restart_after_crash": "on",  # the watchdog kills single backends
}


def write_settings(data: Path, sockets: Path, limits: dict[str, int]) -> None:
    """Replace the settings and the access rules that initdb wrote."""
    settings = {
        **COMMON,
        "unix_socket_directories": f"'{sockets}'",
        "max_connections": str(limits["connections"]),
        "temp_file_limit": f"{limits['temporary_mb']}MB",
    }
    (data / "postgresql.conf").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
    (data / "pg_hba.conf").write_text("local all all trust\n")
