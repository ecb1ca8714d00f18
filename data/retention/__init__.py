"""Retention at work: the job, persons erased on request, restored databases, backups and files."""
