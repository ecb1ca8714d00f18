"""The settings that the private server is started with."""

import os

from gis.cluster.places import Place

PORT = 5432
"""Only a name here: it is part of the socket's name, the server listens on no address."""

LEAST_SHARED_MIB = 128
MOST_SHARED_MIB = 1024


def server_options(place: Place, *, is_durable: bool) -> dict[str, str]:
    """Every setting that differs from PostgreSQL's own; not durable is for tests only."""
    memory_mib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (1024 * 1024)
    shared_mib = min(max(memory_mib // 8, LEAST_SHARED_MIB), MOST_SHARED_MIB)
    options = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(place.socket),
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "timezone": "Europe/Rome",
        "log_timezone": "Europe/Rome",
        "lc_messages": "C",
        # A plan compiled just in time made a one-row write take 190 to 535 ms.
        "jit": "off",
        "track_commit_timestamp": "on",
        "max_connections": "100",
        "shared_buffers": f"{shared_mib}MB",
        "effective_cache_size": f"{max(memory_mib // 2, LEAST_SHARED_MIB)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "random_page_cost": "1.1",
        "logging_collector": "off",
        "log_destination": "stderr",
        # Neither the statement nor the row that failed, both with their values, goes to the log.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "cluster_name": "satellite",
    }
    if not is_durable:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return options
